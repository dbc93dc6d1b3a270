<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>AgentApp</name>
    <message>
        <source>Attune · practice, nothing is kept</source>
        <translation>Attune · Übung, nichts wird aufbewahrt</translation>
    </message>
    <message>
        <source>It is left out. Tell whoever edits it: {faults}</source>
        <translation>Das wird weggelassen. Bitte denen sagen, die es pflegen: {faults}</translation>
    </message>
</context>
<context>
    <name>Breather</name>
    <message>
        <source>That was not an easy call. Take a minute before the next.</source>
        <translation>Das war kein leichtes Gespräch. Nehmen Sie sich eine Minute vor dem nächsten.</translation>
    </message>
    <message>
        <source>Take a minute</source>
        <translation>Eine Minute Pause</translation>
    </message>
    <message>
        <source>{seconds} s · go on</source>
        <translation>{seconds} s · weiter</translation>
    </message>
</context>
<context>
    <name>CallBar</name>
    <message>
        <source>You</source>
        <translation>Sie</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Kunde</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>State: {state}</source>
        <translation>Zustand: {state}</translation>
    </message>
    <message>
        <source>Heard from {source}</source>
        <translation>Gehört über {source}</translation>
    </message>
    <message>
        <source>Not heard</source>
        <translation>Nicht gehört</translation>
    </message>
    <message>
        <source>Call clock {time}</source>
        <translation>Gesprächszeit {time}</translation>
    </message>
    <message>
        <source>No call</source>
        <translation>Kein Gespräch</translation>
    </message>
    <message>
        <source>Unknown caller</source>
        <translation>Unbekannter Anrufer</translation>
    </message>
    <message>
        <source>This call ended; the next one is on</source>
        <translation>Dieses Gespräch ist beendet; das nächste läuft</translation>
    </message>
    <message>
        <source>Next call is on</source>
        <translation>Nächstes läuft</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Call ended</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>Ready.</source>
        <translation>Bereit.</translation>
    </message>
    <message>
        <source>Call ended.</source>
        <translation>Gespräch beendet.</translation>
    </message>
    <message>
        <source>Filed</source>
        <translation>Abgelegt</translation>
    </message>
    <message>
        <source>Filed.</source>
        <translation>Abgelegt.</translation>
    </message>
    <message>
        <source>Not listening</source>
        <translation>Hört nicht zu</translation>
    </message>
    <message>
        <source>On hold, listening</source>
        <translation>Gehalten, hört zu</translation>
    </message>
    <message>
        <source>On hold</source>
        <translation>Gehalten</translation>
    </message>
    <message>
        <source>Ringing</source>
        <translation>Klingelt</translation>
    </message>
    <message>
        <source>Not listening yet</source>
        <translation>Hört noch nicht zu</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>Noch nicht</translation>
    </message>
    <message>
        <source>Only listens for a call.</source>
        <translation>Achtet nur auf ein Gespräch.</translation>
    </message>
    <message>
        <source>Nothing is heard.</source>
        <translation>Nichts wird gehört.</translation>
    </message>
    <message>
        <source>Listening to you only</source>
        <translation>Hört nur Sie</translation>
    </message>
    <message>
        <source>You only</source>
        <translation>Nur Sie</translation>
    </message>
    <message>
        <source>Listening to the customer only</source>
        <translation>Hört nur den Kunden</translation>
    </message>
    <message>
        <source>Customer only</source>
        <translation>Nur Kunde</translation>
    </message>
    <message>
        <source>Listening to both sides</source>
        <translation>Hört beide Seiten</translation>
    </message>
    <message>
        <source>Listening</source>
        <translation>Hört zu</translation>
    </message>
</context>
<context>
    <name>CaptureNotices</name>
    <message>
        <source>They show {seconds} s after they are said.</source>
        <translation>Sie erscheinen {seconds} s, nachdem sie gesagt wurden.</translation>
    </message>
    <message>
        <source>{who}: no sound for 20 s. Muted, or not the right device?</source>
        <translation>{who}: seit 20 s kein Ton. Stumm, oder nicht das richtige Gerät?</translation>
    </message>
    <message>
        <source>{who}: sound for 10 s, but no words. Another language than the model&apos;s, or noise?</source>
        <translation>{who}: seit 10 s Ton, aber keine Wörter. Eine andere Sprache als die des Modells, oder Lärm?</translation>
    </message>
    <message>
        <source>Since {start}. It goes on when you take the customer back.</source>
        <translation>Seit {start}. Es geht weiter, wenn Sie den Kunden zurückholen.</translation>
    </message>
    <message>
        <source>Since {start}, heard by Attune. It goes on by itself afterwards; {key} resumes at once.</source>
        <translation>Seit {start}, von Attune gehört. Danach geht es von selbst weiter; {key} setzt sofort fort.</translation>
    </message>
    <message>
        <source>Since {start}, by the dialer. Nothing of either side is shown or kept; {key} resumes.</source>
        <translation>Seit {start}, durch die Telefonanlage. Von keiner Seite wird etwas gezeigt oder behalten; {key} setzt fort.</translation>
    </message>
    <message>
        <source>Since {start}, by your key. Nothing of either side is shown or kept; {key} resumes.</source>
        <translation>Seit {start}, durch Ihre Taste. Von keiner Seite wird etwas gezeigt oder behalten; {key} setzt fort.</translation>
    </message>
    <message>
        <source>You are heard, the customer is not: see where their sound comes from.</source>
        <translation>Sie werden gehört, der Kunde nicht: Prüfen Sie, woher sein Ton kommt.</translation>
    </message>
    <message>
        <source>The customer is heard, you are not: see which microphone is yours.</source>
        <translation>Der Kunde wird gehört, Sie nicht: Prüfen Sie, welches Ihr Mikrofon ist.</translation>
    </message>
</context>
<context>
    <name>CollapsedBar</name>
    <message>
        <source>{count} open</source>
        <translation>{count} offen</translation>
    </message>
</context>
<context>
    <name>ConfirmLine</name>
    <message>
        <source>Right</source>
        <translation>Stimmt</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>{name} {text} is right</source>
        <translation>{name} {text} stimmt</translation>
    </message>
    <message>
        <source>Change {name} {text}</source>
        <translation>{name} {text} ändern</translation>
    </message>
    <message>
        <source>Value of {name}</source>
        <translation>Wert von {name}</translation>
    </message>
    <message>
        <source>{name} {text}, opens the words</source>
        <translation>{name} {text}, öffnet die Worte</translation>
    </message>
</context>
<context>
    <name>ConfirmList</name>
    <message>
        <source>Please confirm · {key} for the first</source>
        <translation>Bitte bestätigen · {key} für das erste</translation>
    </message>
</context>
<context>
    <name>ConsentLine</name>
    <message>
        <source>Skip</source>
        <translation>Auslassen</translation>
    </message>
    <message>
        <source>It was read out</source>
        <translation>Wurde vorgelesen</translation>
    </message>
    <message>
        <source>Read out to the customer</source>
        <translation>Dem Kunden vorlesen</translation>
    </message>
</context>
<context>
    <name>CueLine</name>
    <message>
        <source>Next</source>
        <translation>Als Nächstes</translation>
    </message>
    <message>
        <source>Acknowledge</source>
        <translation>Verständnis zeigen</translation>
    </message>
    <message>
        <source>Not answered yet</source>
        <translation>Noch nicht beantwortet</translation>
    </message>
    <message>
        <source>Policy</source>
        <translation>Regel</translation>
    </message>
    <message>
        <source>You may offer</source>
        <translation>Sie dürfen anbieten</translation>
    </message>
</context>
<context>
    <name>CustomerCard</name>
    <message>
        <source>Nobody yet: the customer is shown here when a call comes in.</source>
        <translation>Noch niemand: Hier steht der Kunde, sobald ein Anruf kommt.</translation>
    </message>
    <message>
        <source>Note, kept for this customer</source>
        <translation>Notiz, für diesen Kunden behalten</translation>
    </message>
    <message>
        <source>What the next agent should know, and need not ask again</source>
        <translation>Was der nächste Kollege wissen soll und nicht noch einmal fragen muss</translation>
    </message>
    <message>
        <source>Note kept for this customer</source>
        <translation>Notiz zu diesem Kunden</translation>
    </message>
    <message>
        <source>Promised and not done yet</source>
        <translation>Versprochen und noch nicht erledigt</translation>
    </message>
    <message>
        <source>Earlier calls</source>
        <translation>Frühere Gespräche</translation>
    </message>
    <message>
        <source>No earlier call is on file.</source>
        <translation>Kein früheres Gespräch ist bekannt.</translation>
    </message>
    <message>
        <source>Unknown caller</source>
        <translation>Unbekannter Anrufer</translation>
    </message>
</context>
<context>
    <name>DialerDoors</name>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>open: http://127.0.0.1:{port}/call</source>
        <translation>offen: http://127.0.0.1:{port}/call</translation>
    </message>
    <message>
        <source>open: main.py call</source>
        <translation>offen: main.py call</translation>
    </message>
    <message>
        <source>it cannot be opened</source>
        <translation>es kann nicht geöffnet werden</translation>
    </message>
    <message>
        <source>port {port} cannot be opened: {why}</source>
        <translation>Port {port} kann nicht geöffnet werden: {why}</translation>
    </message>
</context>
<context>
    <name>DoorsCard</name>
    <message>
        <source>Command and attune: addresses</source>
        <translation>Befehl und attune:-Adressen</translation>
    </message>
    <message>
        <source>Token for HTTP</source>
        <translation>Schlüssel für HTTP</translation>
    </message>
    <message>
        <source>Kept in your key ring</source>
        <translation>Liegt in Ihrem Schlüsselbund</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Anzeigen</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>New token</source>
        <translation>Neuer Schlüssel</translation>
    </message>
    <message>
        <source>last heard: {what}</source>
        <translation>zuletzt gehört: {what}</translation>
    </message>
    <message>
        <source>How dialers reach Attune</source>
        <translation>Wie Telefonanlagen Attune erreichen</translation>
    </message>
</context>
<context>
    <name>EarlierLine</name>
    <message>
        <source>No key issue</source>
        <translation>Kein Hauptanliegen</translation>
    </message>
    <message>
        <source>Call of {when}: {issue}. {outcome}. Opens the call.</source>
        <translation>Gespräch vom {when}: {issue}. {outcome}. Öffnet das Gespräch.</translation>
    </message>
</context>
<context>
    <name>FactLine</name>
    <message>
        <source>confirm?</source>
        <translation>stimmt das?</translation>
    </message>
    <message>
        <source>Confirm or change {name} {text}</source>
        <translation>{name} {text} bestätigen oder ändern</translation>
    </message>
    <message>
        <source>F2 or the menu key changes it</source>
        <translation>F2 oder die Menütaste ändert es</translation>
    </message>
    <message>
        <source>Value of {name}</source>
        <translation>Wert von {name}</translation>
    </message>
    <message>
        <source>Keep this value</source>
        <translation>Diesen Wert behalten</translation>
    </message>
    <message>
        <source>Remove this fact</source>
        <translation>Diese Angabe entfernen</translation>
    </message>
    <message>
        <source>{line}, to be confirmed</source>
        <translation>{line}, zu bestätigen</translation>
    </message>
    <message>
        <source>{line}, said at {time}, opens the words</source>
        <translation>{line}, gesagt um {time}, öffnet die Worte</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Find in the words</source>
        <translation>In den Worten suchen</translation>
    </message>
    <message>
        <source>Place before</source>
        <translation>Vorige Stelle</translation>
    </message>
    <message>
        <source>Next place</source>
        <translation>Nächste Stelle</translation>
    </message>
    <message>
        <source>Close the search</source>
        <translation>Suche schließen</translation>
    </message>
    <message>
        <source>{at} of {count}</source>
        <translation>{at} von {count}</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
</context>
<context>
    <name>FollowUpLine</name>
    <message>
        <source>What is to be done</source>
        <translation>Was zu tun ist</translation>
    </message>
    <message>
        <source>Follow-up</source>
        <translation>Wiedervorlage</translation>
    </message>
    <message>
        <source>By when</source>
        <translation>Bis wann</translation>
    </message>
    <message>
        <source>Remove this follow-up</source>
        <translation>Diese Wiedervorlage entfernen</translation>
    </message>
    <message>
        <source>Day and time</source>
        <translation>Tag und Uhrzeit</translation>
    </message>
    <message>
        <source>No day</source>
        <translation>Kein Tag</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Tomorrow</source>
        <translation>Morgen</translation>
    </message>
    <message>
        <source>Other…</source>
        <translation>Anderer …</translation>
    </message>
</context>
<context>
    <name>FollowUpList</name>
    <message>
        <source>Add a follow-up</source>
        <translation>Wiedervorlage hinzufügen</translation>
    </message>
</context>
<context>
    <name>IdlePage</name>
    <message>
        <source>Start a call</source>
        <translation>Gespräch beginnen</translation>
    </message>
    <message>
        <source>Last call</source>
        <translation>Letztes Gespräch</translation>
    </message>
    <message>
        <source>Note on this customer</source>
        <translation>Notiz zu diesem Kunden</translation>
    </message>
    <message>
        <source>Ready for a call</source>
        <translation>Bereit für ein Gespräch</translation>
    </message>
    <message>
        <source>It starts by itself when the dialer rings. Without a dialer, start it here.</source>
        <translation>Es beginnt von selbst, wenn die Telefonanlage klingelt. Ohne Anlage beginnen Sie es hier.</translation>
    </message>
    <message>
        <source>A call is coming in</source>
        <translation>Ein Anruf kommt</translation>
    </message>
    <message>
        <source>What is on file of the customer is under Customer.</source>
        <translation>Was über den Kunden bekannt ist, steht unter Kunde.</translation>
    </message>
    <message>
        <source>Filed</source>
        <translation>Abgelegt</translation>
    </message>
    <message>
        <source>The record is saved. Ready for the next call.</source>
        <translation>Der Vermerk ist gespeichert. Bereit für das nächste Gespräch.</translation>
    </message>
    <message>
        <source>Listening</source>
        <translation>Hört zu</translation>
    </message>
    <message>
        <source>The summary begins when there is something to say for certain.</source>
        <translation>Die Zusammenfassung beginnt, sobald etwas sicher ist.</translation>
    </message>
    <message>
        <source>The call has begun</source>
        <translation>Das Gespräch hat begonnen</translation>
    </message>
    <message>
        <source>The summary begins when words are heard.</source>
        <translation>Die Zusammenfassung beginnt mit den ersten Worten.</translation>
    </message>
</context>
<context>
    <name>IssueCard</name>
    <message>
        <source>Key issue</source>
        <translation>Hauptanliegen</translation>
    </message>
    <message>
        <source>What is wrong, in your words</source>
        <translation>Worum es geht, in Ihren Worten</translation>
    </message>
    <message>
        <source>Key issue in your own words</source>
        <translation>Hauptanliegen in eigenen Worten</translation>
    </message>
    <message>
        <source>Not this</source>
        <translation>Das nicht</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>Festhalten</translation>
    </message>
    <message>
        <source>Key issue: {issue}. {quote} {time}. Opens the words.</source>
        <translation>Hauptanliegen: {issue}. {quote} {time}. Öffnet die Worte.</translation>
    </message>
    <message>
        <source>Key issue · pinned</source>
        <translation>Hauptanliegen · festgehalten</translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation>Lösen</translation>
    </message>
</context>
<context>
    <name>KeysOverview</name>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
</context>
<context>
    <name>LoopLine</name>
    <message>
        <source>Done</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>by {day}</source>
        <translation>bis {day}</translation>
    </message>
    <message>
        <source>overdue, {due}</source>
        <translation>überfällig, {due}</translation>
    </message>
    <message>
        <source>Done: {what}</source>
        <translation>Erledigt: {what}</translation>
    </message>
</context>
<context>
    <name>LoopList</name>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Something else to do, from a mail or a chat</source>
        <translation>Noch etwas zu tun, aus einer Mail oder einem Chat</translation>
    </message>
    <message>
        <source>Something else to do</source>
        <translation>Noch etwas zu tun</translation>
    </message>
    <message>
        <source>To do</source>
        <translation>Zu tun</translation>
    </message>
    <message>
        <source>Done: {what}</source>
        <translation>Erledigt: {what}</translation>
    </message>
</context>
<context>
    <name>ModelInstall</name>
    <message>
        <source>Models cannot be installed from here; ask IT.</source>
        <translation>Modelle können von hier nicht installiert werden; fragen Sie die IT.</translation>
    </message>
</context>
<context>
    <name>ModelsWindow</name>
    <message>
        <source>Install a speech model</source>
        <translation>Sprachmodell installieren</translation>
    </message>
    <message>
        <source>Speech model</source>
        <translation>Sprachmodell</translation>
    </message>
    <message>
        <source>How much has come</source>
        <translation>Wie viel schon da ist</translation>
    </message>
    <message>
        <source>Install</source>
        <translation>Installieren</translation>
    </message>
    <message>
        <source>From a file…</source>
        <translation>Aus einer Datei …</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Looking what can be had …</source>
        <translation>Es wird nachgesehen, was es gibt …</translation>
    </message>
    <message>
        <source>{count} MB</source>
        <translation>{count} MB</translation>
    </message>
    <message>
        <source>A model&apos;s zip</source>
        <translation>Zip eines Modells</translation>
    </message>
    <message>
        <source>Models (*.zip)</source>
        <translation>Modelle (*.zip)</translation>
    </message>
    <message>
        <source>It is being fetched …</source>
        <translation>Es wird geholt …</translation>
    </message>
    <message>
        <source>It is being unpacked …</source>
        <translation>Es wird entpackt …</translation>
    </message>
    <message>
        <source>{fetched} of {total} MB have come.</source>
        <translation>{fetched} von {total} MB sind da.</translation>
    </message>
    <message>
        <source>{name} is installed and in use from the next call on.</source>
        <translation>{name} ist installiert und gilt ab dem nächsten Gespräch.</translation>
    </message>
    <message>
        <source>Stopped. What has come is kept: installing it again goes on from there.</source>
        <translation>Angehalten. Was da ist, bleibt: Beim nächsten Mal geht es dort weiter.</translation>
    </message>
    <message>
        <source>Speech models for real calls</source>
        <translation>Sprachmodelle für echte Gespräche</translation>
    </message>
    <message>
        <source>The one that comes with Attune is a demonstration. Others come from the Vosk project&apos;s site.</source>
        <translation>Das mitgelieferte ist nur zur Vorführung. Andere kommen von der Seite des Vosk-Projekts.</translation>
    </message>
</context>
<context>
    <name>NoteCard</name>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>No note was written.</source>
        <translation>Es wurde keine Notiz geschrieben.</translation>
    </message>
    <message>
        <source>Outcome: {outcome}</source>
        <translation>Ergebnis: {outcome}</translation>
    </message>
    <message>
        <source>Read out at {time}: “{text}”</source>
        <translation>Vorgelesen um {time}: „{text}“</translation>
    </message>
</context>
<context>
    <name>NoticeLine</name>
    <message>
        <source>Not now</source>
        <translation>Jetzt nicht</translation>
    </message>
</context>
<context>
    <name>OwnReviewCard</name>
    <message>
        <source>Plainer words</source>
        <translation>Einfachere Worte</translation>
    </message>
    <message>
        <source>Not asked this time</source>
        <translation>Diesmal nicht gefragt</translation>
    </message>
    <message>
        <source>How it went</source>
        <translation>Wie es lief</translation>
    </message>
    <message>
        <source>For you alone · never filed</source>
        <translation>Nur für Sie · wird nie abgelegt</translation>
    </message>
    <message>
        <source>“{said}” → {plain}</source>
        <translation>„{said}“ → {plain}</translation>
    </message>
    <message>
        <source>“{said}” ({times} times) → {plain}</source>
        <translation>„{said}“ ({times} Mal) → {plain}</translation>
    </message>
    <message>
        <source>you spoke {share} % of the time</source>
        <translation>Sie sprachen {share} % der Zeit</translation>
    </message>
    <message>
        <source>{pace} words a minute</source>
        <translation>{pace} Wörter je Minute</translation>
    </message>
    <message>
        <source>began before they had finished: {count}</source>
        <translation>begonnen, bevor der andere fertig war: {count}</translation>
    </message>
    <message>
        <source>{seconds} s of silence</source>
        <translation>{seconds} s Stille</translation>
    </message>
</context>
<context>
    <name>PanelActions</name>
    <message>
        <source>Call</source>
        <translation>Gespräch</translation>
    </message>
    <message>
        <source>Key issue</source>
        <translation>Hauptanliegen</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Facts</source>
        <translation>Angaben</translation>
    </message>
    <message>
        <source>Start a call</source>
        <translation>Gespräch beginnen</translation>
    </message>
    <message>
        <source>End the call</source>
        <translation>Gespräch beenden</translation>
    </message>
    <message>
        <source>Hold or retrieve</source>
        <translation>Halten oder zurückholen</translation>
    </message>
    <message>
        <source>Go to the other call</source>
        <translation>Zum anderen Gespräch</translation>
    </message>
    <message>
        <source>The consent line was read out</source>
        <translation>Der Hinweis wurde vorgelesen</translation>
    </message>
    <message>
        <source>Skip the consent line</source>
        <translation>Hinweis auslassen</translation>
    </message>
    <message>
        <source>Pause or resume writing</source>
        <translation>Mitschrift anhalten oder fortsetzen</translation>
    </message>
    <message>
        <source>Payment: write nothing</source>
        <translation>Zahlung: nichts mitschreiben</translation>
    </message>
    <message>
        <source>Pin or unpin the key issue</source>
        <translation>Hauptanliegen festhalten oder lösen</translation>
    </message>
    <message>
        <source>Not this: show the next</source>
        <translation>Das nicht: das nächste zeigen</translation>
    </message>
    <message>
        <source>Type the key issue</source>
        <translation>Hauptanliegen eintippen</translation>
    </message>
    <message>
        <source>Show the words of the key issue</source>
        <translation>Worte des Hauptanliegens zeigen</translation>
    </message>
    <message>
        <source>Put the cue away</source>
        <translation>Hinweis wegräumen</translation>
    </message>
    <message>
        <source>Open the policy card, or the next one</source>
        <translation>Regelkarte öffnen, oder die nächste</translation>
    </message>
    <message>
        <source>Confirm the next marked fact</source>
        <translation>Nächste markierte Angabe bestätigen</translation>
    </message>
    <message>
        <source>Change the next marked fact</source>
        <translation>Nächste markierte Angabe ändern</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Anzeigen</translation>
    </message>
    <message>
        <source>Wrap-up</source>
        <translation>Nacharbeit</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Worte</translation>
    </message>
    <message>
        <source>Customer and note</source>
        <translation>Kunde und Notiz</translation>
    </message>
    <message>
        <source>Calls put off</source>
        <translation>Aufgeschobene Gespräche</translation>
    </message>
    <message>
        <source>The first thing to do is done</source>
        <translation>Das Erste ist erledigt</translation>
    </message>
    <message>
        <source>It is not done after all</source>
        <translation>Es ist doch nicht erledigt</translation>
    </message>
    <message>
        <source>Find in the words</source>
        <translation>In den Worten suchen</translation>
    </message>
    <message>
        <source>Jump to the newest words</source>
        <translation>Zu den neuesten Worten</translation>
    </message>
    <message>
        <source>Collapse to one line, or open</source>
        <translation>Auf eine Zeile einklappen, oder öffnen</translation>
    </message>
    <message>
        <source>Go to the note</source>
        <translation>Zur Notiz</translation>
    </message>
    <message>
        <source>Copy the note</source>
        <translation>Notiz kopieren</translation>
    </message>
    <message>
        <source>File the call</source>
        <translation>Gespräch ablegen</translation>
    </message>
    <message>
        <source>Later: keep it in the tray</source>
        <translation>Später: in die Ablage legen</translation>
    </message>
    <message>
        <source>Add a follow-up</source>
        <translation>Wiedervorlage hinzufügen</translation>
    </message>
    <message>
        <source>Do what the notice offers</source>
        <translation>Tun, was der Hinweis anbietet</translation>
    </message>
    <message>
        <source>Say no to what the notice offers</source>
        <translation>Ablehnen, was der Hinweis anbietet</translation>
    </message>
    <message>
        <source>Stay above other windows</source>
        <translation>Über anderen Fenstern bleiben</translation>
    </message>
    <message>
        <source>Practise with the bundled call</source>
        <translation>Mit dem mitgelieferten Anruf üben</translation>
    </message>
    <message>
        <source>Saved calls</source>
        <translation>Gespeicherte Gespräche</translation>
    </message>
    <message>
        <source>Check the sound</source>
        <translation>Ton prüfen</translation>
    </message>
    <message>
        <source>Install a speech model</source>
        <translation>Sprachmodell installieren</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
</context>
<context>
    <name>PolicyLine</name>
    <message>
        <source>expired</source>
        <translation>abgelaufen</translation>
    </message>
    <message>
        <source>{title}, policy card, {source}</source>
        <translation>{title}, Regelkarte, {source}</translation>
    </message>
    <message>
        <source>{card}, expired</source>
        <translation>{card}, abgelaufen</translation>
    </message>
</context>
<context>
    <name>PolicyView</name>
    <message>
        <source>Expired on {day}: ask before you go by it</source>
        <translation>Abgelaufen am {day}: erst fragen, dann danach handeln</translation>
    </message>
    <message>
        <source>Holds until {day}</source>
        <translation>Gilt bis {day}</translation>
    </message>
    <message>
        <source>Policy card {title}</source>
        <translation>Regelkarte {title}</translation>
    </message>
</context>
<context>
    <name>RecordHead</name>
    <message>
        <source>Unknown caller</source>
        <translation>Unbekannter Anrufer</translation>
    </message>
    <message>
        <source>No key issue was found</source>
        <translation>Kein Hauptanliegen gefunden</translation>
    </message>
    <message>
        <source>Key issue: {issue}. {quote}</source>
        <translation>Hauptanliegen: {issue}. {quote}</translation>
    </message>
</context>
<context>
    <name>RecordView</name>
    <message>
        <source>Words</source>
        <translation>Worte</translation>
    </message>
    <message>
        <source>Choose a call to read it.</source>
        <translation>Wählen Sie ein Gespräch, um es zu lesen.</translation>
    </message>
</context>
<context>
    <name>ReviewModel</name>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Kunde</translation>
    </message>
    <message>
        <source>Key issue</source>
        <translation>Hauptanliegen</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Mitarbeiter</translation>
    </message>
    <message>
        <source>Promised</source>
        <translation>Versprochen</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>{count} · by {day}</source>
        <translation>{count} · bis {day}</translation>
    </message>
</context>
<context>
    <name>ReviewWindow</name>
    <message>
        <source>Attune · saved calls</source>
        <translation>Attune · gespeicherte Gespräche</translation>
    </message>
    <message>
        <source>Search words, names, numbers…</source>
        <translation>Worte, Namen, Nummern suchen …</translation>
    </message>
    <message>
        <source>Search the saved calls</source>
        <translation>Gespeicherte Gespräche durchsuchen</translation>
    </message>
    <message>
        <source>Opening the saved calls…</source>
        <translation>Die gespeicherten Gespräche werden geöffnet …</translation>
    </message>
    <message>
        <source>Practise with this call</source>
        <translation>Mit diesem Gespräch üben</translation>
    </message>
    <message>
        <source>Nothing is saved yet. A call that is filed is found here.</source>
        <translation>Noch nichts gespeichert. Abgelegte Gespräche finden Sie hier.</translation>
    </message>
    <message>
        <source>No call holds these words.</source>
        <translation>In keinem Gespräch stehen diese Worte.</translation>
    </message>
    <message>
        <source>This call is no longer there.</source>
        <translation>Dieses Gespräch gibt es nicht mehr.</translation>
    </message>
    <message>
        <source>Deleted on {day}, because the time for which they are kept was over: {what}.</source>
        <translation>Gelöscht am {day}, weil die Aufbewahrungszeit vorbei war: {what}.</translation>
    </message>
    <message>
        <source>{count} calls from before {before}</source>
        <translation>{count} Gespräche von vor dem {before}</translation>
    </message>
    <message>
        <source>{count} customers who last called before {before}</source>
        <translation>{count} Kunden, die zuletzt vor dem {before} anriefen</translation>
    </message>
    <message>
        <source>{count} to-do items done before {before}</source>
        <translation>{count} Aufgaben, erledigt vor dem {before}</translation>
    </message>
    <message>
        <source>1 call</source>
        <translation>1 Gespräch</translation>
    </message>
    <message>
        <source>{count} calls</source>
        <translation>{count} Gespräche</translation>
    </message>
    <message>
        <source>first {words}</source>
        <translation>die ersten {words}</translation>
    </message>
    <message>
        <source>Saved calls</source>
        <translation>Gespeicherte Gespräche</translation>
    </message>
</context>
<context>
    <name>Section</name>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>{count} more</source>
        <translation>{count} mehr</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Set for all users of this computer.</source>
        <translation>Für alle an diesem Rechner festgelegt.</translation>
    </message>
    <message>
        <source>The system&apos;s own</source>
        <translation>Wie das System</translation>
    </message>
</context>
<context>
    <name>SideCard</name>
    <message>
        <source>Your side</source>
        <translation>Ihre Seite</translation>
    </message>
    <message>
        <source>The customer&apos;s side</source>
        <translation>Die Seite des Kunden</translation>
    </message>
    <message>
        <source>The system&apos;s own</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Your microphone</source>
        <translation>Ihr Mikrofon</translation>
    </message>
    <message>
        <source>The customer&apos;s sound</source>
        <translation>Der Ton des Kunden</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Pegel</translation>
    </message>
</context>
<context>
    <name>SideWindows</name>
    <message>
        <source>To help you well I have this call written down. Is that all right?</source>
        <translation>Um Ihnen gut zu helfen, lasse ich dieses Gespräch mitschreiben. Ist das in Ordnung?</translation>
    </message>
</context>
<context>
    <name>SoundCheckDialog</name>
    <message>
        <source>Check the sound</source>
        <translation>Ton prüfen</translation>
    </message>
    <message>
        <source>Getting ready: the speech model is loading.</source>
        <translation>Gleich bereit: Das Sprachmodell wird geladen.</translation>
    </message>
    <message>
        <source>Install a speech model</source>
        <translation>Sprachmodell installieren</translation>
    </message>
    <message>
        <source>A call is on, so nothing is played: let the customer speak.</source>
        <translation>Ein Gespräch läuft, darum wird nichts abgespielt: Lassen Sie den Kunden sprechen.</translation>
    </message>
    <message>
        <source>Let the program play something: a test call, or its greeting.</source>
        <translation>Lassen Sie das Programm etwas abspielen: einen Testanruf oder seine Ansage.</translation>
    </message>
    <message>
        <source>A sentence is played. You should hear it where you hear your calls.</source>
        <translation>Ein Satz wird abgespielt. Sie sollten ihn dort hören, wo Sie Ihre Gespräche hören.</translation>
    </message>
    <message>
        <source>Play a sound</source>
        <translation>Ton abspielen</translation>
    </message>
    <message>
        <source>Listen now</source>
        <translation>Jetzt zuhören</translation>
    </message>
    <message>
        <source>Press, then read aloud: “I would like to help you with your order today.”</source>
        <translation>Drücken, dann laut vorlesen: “I would like to help you with your order today.”</translation>
    </message>
    <message>
        <source>I speak now</source>
        <translation>Ich spreche jetzt</translation>
    </message>
    <message>
        <source>Use these</source>
        <translation>Diese verwenden</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>SummaryView</name>
    <message>
        <source>Summary</source>
        <translation>Zusammenfassung</translation>
    </message>
    <message>
        <source>How they sound</source>
        <translation>Wie es klingt</translation>
    </message>
    <message>
        <source>Asks for</source>
        <translation>Möchte</translation>
    </message>
    <message>
        <source>Offered or given</source>
        <translation>Angeboten oder gewährt</translation>
    </message>
    <message>
        <source>Facts</source>
        <translation>Angaben</translation>
    </message>
    <message>
        <source>Said / on file</source>
        <translation>Gesagt / bekannt</translation>
    </message>
    <message>
        <source>Done and promised</source>
        <translation>Erledigt und versprochen</translation>
    </message>
    <message>
        <source>Still open</source>
        <translation>Noch offen</translation>
    </message>
    <message>
        <source>Say it back</source>
        <translation>Zusammenfassend sagen</translation>
    </message>
    <message>
        <source>not kept</source>
        <translation>nicht behalten</translation>
    </message>
</context>
<context>
    <name>Tabs</name>
    <message>
        <source>Words</source>
        <translation>Worte</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Kunde</translation>
    </message>
    <message>
        <source>Policy</source>
        <translation>Regel</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>{words} · {count}</source>
        <translation>{words} · {count}</translation>
    </message>
</context>
<context>
    <name>TranscriptModel</name>
    <message>
        <source>You</source>
        <translation>Sie</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Kunde</translation>
    </message>
    <message>
        <source>{text} (not finished)</source>
        <translation>{text} (unfertig)</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>Mitarbeiter</translation>
    </message>
    <message>
        <source>{side} not heard {span}</source>
        <translation>{side} nicht gehört {span}</translation>
    </message>
</context>
<context>
    <name>TranscriptView</name>
    <message>
        <source>Words of the call</source>
        <translation>Worte des Gesprächs</translation>
    </message>
    <message>
        <source>The words appear here as they are said.</source>
        <translation>Hier erscheinen die Worte, während sie gesagt werden.</translation>
    </message>
    <message>
        <source>Jump to the newest</source>
        <translation>Zum Neuesten</translation>
    </message>
    <message>
        <source>No words were heard.</source>
        <translation>Es wurden keine Worte gehört.</translation>
    </message>
    <message>
        <source>{words} · {count} new</source>
        <translation>{words} · {count} neu</translation>
    </message>
</context>
<context>
    <name>TrayLine</name>
    <message>
        <source>Unknown caller</source>
        <translation>Unbekannter Anrufer</translation>
    </message>
    <message>
        <source>Found again, was cut off at {time}</source>
        <translation>Wiedergefunden, abgebrochen bei {time}</translation>
    </message>
    <message>
        <source>Put off, not filed</source>
        <translation>Aufgeschoben, nicht abgelegt</translation>
    </message>
    <message>
        <source>{who}, {when}: {about}. Opens the wrap-up.</source>
        <translation>{who}, {when}: {about}. Öffnet die Nacharbeit.</translation>
    </message>
</context>
<context>
    <name>TrayView</name>
    <message>
        <source>Nothing is put off. A call you leave for later waits here.</source>
        <translation>Nichts ist aufgeschoben. Was Sie für später lassen, wartet hier.</translation>
    </message>
</context>
<context>
    <name>WrapUpPage</name>
    <message>
        <source>Note of the call</source>
        <translation>Gesprächsnotiz</translation>
    </message>
    <message>
        <source>What was it about, what was done, what is left</source>
        <translation>Worum ging es, was wurde getan, was bleibt</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Ablegen</translation>
    </message>
    <message>
        <source>draft kept</source>
        <translation>Entwurf gesichert</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Outcome: {outcome}</source>
        <translation>Ergebnis: {outcome}</translation>
    </message>
    <message>
        <source>1 word</source>
        <translation>1 Wort</translation>
    </message>
    <message>
        <source>{count} words</source>
        <translation>{count} Wörter</translation>
    </message>
    <message>
        <source>Solved</source>
        <translation>Gelöst</translation>
    </message>
    <message>
        <source>Call back agreed</source>
        <translation>Rückruf vereinbart</translation>
    </message>
    <message>
        <source>Refund requested</source>
        <translation>Erstattung veranlasst</translation>
    </message>
    <message>
        <source>Passed on</source>
        <translation>Weitergegeben</translation>
    </message>
    <message>
        <source>Not solved</source>
        <translation>Nicht gelöst</translation>
    </message>
    <message>
        <source>Wrong number</source>
        <translation>Falsch verbunden</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Follow-up</source>
        <translation>Wiedervorlage</translation>
    </message>
</context>
<context>
    <name>facts</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Bestellung</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Zeichen</translation>
    </message>
    <message>
        <source>Policy</source>
        <translation>Regel</translation>
    </message>
    <message>
        <source>Claim</source>
        <translation>Schadensfall</translation>
    </message>
    <message>
        <source>Booking</source>
        <translation>Buchung</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Produkt</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Betrag</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Uhrzeit</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>Telefon</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-Mail</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Postcode</source>
        <translation>Postleitzahl</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>Menge</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Nummer</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>Card code</source>
        <translation>Prüfnummer</translation>
    </message>
    <message>
        <source>Card expiry</source>
        <translation>Gültig bis</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>Social security</source>
        <translation>Sozialversicherung</translation>
    </message>
</context>
<context>
    <name>help</name>
    <message>
        <source>May offer: {offer}</source>
        <translation>Darf anbieten: {offer}</translation>
    </message>
    <message>
        <source>up to {limit}</source>
        <translation>bis {limit}</translation>
    </message>
    <message>
        <source>if: {condition}</source>
        <translation>wenn: {condition}</translation>
    </message>
    <message>
        <source>{card}, expired</source>
        <translation>{card}, abgelaufen</translation>
    </message>
    <message>
        <source>{what} · call of {day}</source>
        <translation>{what} · Gespräch vom {day}</translation>
    </message>
    <message>
        <source>call of {day}</source>
        <translation>Gespräch vom {day}</translation>
    </message>
    <message>
        <source>the customer&apos;s note</source>
        <translation>die Notiz zum Kunden</translation>
    </message>
    <message>
        <source>{value}, as on file · {where}</source>
        <translation>{value}, wie bekannt · {where}</translation>
    </message>
    <message>
        <source>said now, not on file</source>
        <translation>jetzt gesagt, nicht bekannt</translation>
    </message>
    <message>
        <source>differs from the file</source>
        <translation>anders als bekannt</translation>
    </message>
    <message>
        <source>on file: {value} · {where}</source>
        <translation>bekannt: {value} · {where}</translation>
    </message>
    <message>
        <source>said: {value}</source>
        <translation>gesagt: {value}</translation>
    </message>
    <message>
        <source>{source} · until {day}</source>
        <translation>{source} · bis {day}</translation>
    </message>
</context>
<context>
    <name>models</name>
    <message>
        <source>Dutch</source>
        <translation>Niederländisch</translation>
    </message>
    <message>
        <source>English (India)</source>
        <translation>Englisch (Indien)</translation>
    </message>
    <message>
        <source>English (UK)</source>
        <translation>Englisch (GB)</translation>
    </message>
    <message>
        <source>English (US)</source>
        <translation>Englisch (USA)</translation>
    </message>
    <message>
        <source>French</source>
        <translation>Französisch</translation>
    </message>
    <message>
        <source>German</source>
        <translation>Deutsch</translation>
    </message>
    <message>
        <source>Italian</source>
        <translation>Italienisch</translation>
    </message>
    <message>
        <source>Polish</source>
        <translation>Polnisch</translation>
    </message>
    <message>
        <source>Portuguese</source>
        <translation>Portugiesisch</translation>
    </message>
    <message>
        <source>Spanish</source>
        <translation>Spanisch</translation>
    </message>
    <message>
        <source>a good middle</source>
        <translation>ein guter Mittelweg</translation>
    </message>
    <message>
        <source>quick and weak</source>
        <translation>schnell und schwach</translation>
    </message>
    <message>
        <source>the best, some 5 GB of memory</source>
        <translation>das beste, etwa 5 GB Arbeitsspeicher</translation>
    </message>
</context>
<context>
    <name>notices</name>
    <message>
        <source>Another call rings: {who}</source>
        <translation>Ein weiterer Anruf: {who}</translation>
    </message>
    <message>
        <source>On hold: {who}</source>
        <translation>Gehalten: {who}</translation>
    </message>
    <message>
        <source>The next call is on: {who}</source>
        <translation>Das nächste Gespräch läuft: {who}</translation>
    </message>
    <message>
        <source>unknown caller</source>
        <translation>unbekannter Anrufer</translation>
    </message>
    <message>
        <source>What you wrote here is kept; go to it at any time.</source>
        <translation>Was Sie hier schrieben, bleibt; Sie können jederzeit hingehen.</translation>
    </message>
    <message>
        <source>Go to it</source>
        <translation>Hingehen</translation>
    </message>
    <message>
        <source>What is said now is neither shown nor kept.</source>
        <translation>Was jetzt gesagt wird, wird weder gezeigt noch behalten.</translation>
    </message>
    <message>
        <source>Payment: nothing is written</source>
        <translation>Zahlung: nichts wird mitgeschrieben</translation>
    </message>
    <message>
        <source>A card is being read: nothing is written</source>
        <translation>Eine Karte wird vorgelesen: nichts wird mitgeschrieben</translation>
    </message>
    <message>
        <source>Paused: nothing is written</source>
        <translation>Angehalten: nichts wird mitgeschrieben</translation>
    </message>
    <message>
        <source>On hold: nothing is written</source>
        <translation>Gehalten: nichts wird mitgeschrieben</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Zurückholen</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Not listening</source>
        <translation>Hört nicht zu</translation>
    </message>
    <message>
        <source>Listening stopped three times. What was shown is kept.</source>
        <translation>Das Zuhören brach dreimal ab. Was gezeigt wurde, bleibt.</translation>
    </message>
    <message>
        <source>No microphone</source>
        <translation>Kein Mikrofon</translation>
    </message>
    <message>
        <source>Plug in your headset, or choose a microphone in the settings.</source>
        <translation>Stecken Sie Ihr Headset ein, oder wählen Sie ein Mikrofon in den Einstellungen.</translation>
    </message>
    <message>
        <source>It had stopped. Nothing shown is lost; the words will say what was not heard.</source>
        <translation>Es war abgebrochen. Nichts Gezeigtes ist verloren; in den Worten steht, was nicht gehört wurde.</translation>
    </message>
    <message>
        <source>Listening starts again</source>
        <translation>Das Zuhören beginnt wieder</translation>
    </message>
    <message>
        <source>Choose where the customer&apos;s sound comes from.</source>
        <translation>Wählen Sie, woher der Ton des Kunden kommt.</translation>
    </message>
    <message>
        <source>Only one side is heard</source>
        <translation>Nur eine Seite wird gehört</translation>
    </message>
    <message>
        <source>One side is silent</source>
        <translation>Eine Seite ist stumm</translation>
    </message>
    <message>
        <source>Sound without words</source>
        <translation>Ton ohne Worte</translation>
    </message>
    <message>
        <source>Without one no words can be written. Install one, or choose its folder in the settings.</source>
        <translation>Ohne Modell wird nichts mitgeschrieben. Installieren Sie eins, oder wählen Sie seinen Ordner in den Einstellungen.</translation>
    </message>
    <message>
        <source>No speech model</source>
        <translation>Kein Sprachmodell</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>No room on the disk</source>
        <translation>Kein Platz auf der Festplatte</translation>
    </message>
    <message>
        <source>The call goes on and is kept in memory. Make room: it is then saved.</source>
        <translation>Das Gespräch geht weiter und bleibt im Speicher. Schaffen Sie Platz: Dann wird es gesichert.</translation>
    </message>
    <message>
        <source>Calls cannot be saved</source>
        <translation>Gespräche können nicht gesichert werden</translation>
    </message>
    <message>
        <source>The encrypted store is locked. Unlock your key ring; what was said is then saved.</source>
        <translation>Der verschlüsselte Speicher ist gesperrt. Entsperren Sie Ihren Schlüsselbund; dann wird alles gesichert.</translation>
    </message>
    <message>
        <source>This computer has no key ring for the store&apos;s key. Ask IT to set one up.</source>
        <translation>Dieser Rechner hat keinen Schlüsselbund für den Speicher. Bitten Sie die IT darum.</translation>
    </message>
    <message>
        <source>A policy card cannot be read</source>
        <translation>Eine Regelkarte ist nicht lesbar</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Settings not saved</source>
        <translation>Einstellungen nicht gesichert</translation>
    </message>
    <message>
        <source>Not all settings could be used</source>
        <translation>Nicht alle Einstellungen waren brauchbar</translation>
    </message>
    <message>
        <source>That cannot be changed here</source>
        <translation>Das lässt sich hier nicht ändern</translation>
    </message>
    <message>
        <source>It is set for all users of this computer. Ask IT.</source>
        <translation>Es ist für alle an diesem Rechner festgelegt. Fragen Sie die IT.</translation>
    </message>
    <message>
        <source>A playbook or list cannot be used</source>
        <translation>Ein Leitfaden oder eine Liste ist nicht brauchbar</translation>
    </message>
    <message>
        <source>Seen in screen shares</source>
        <translation>In Bildschirmfreigaben sichtbar</translation>
    </message>
    <message>
        <source>This system cannot leave a window out of them, as the settings ask.</source>
        <translation>Dieses System kann kein Fenster davon ausnehmen, wie es eingestellt ist.</translation>
    </message>
    <message>
        <source>A call seems to be on</source>
        <translation>Ein Gespräch scheint zu laufen</translation>
    </message>
    <message>
        <source>Both sides are speaking. Nothing was written so far, and nothing is kept unless you start.</source>
        <translation>Beide Seiten sprechen. Bisher wurde nichts mitgeschrieben, und nichts bleibt, wenn Sie nicht beginnen.</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Beginnen</translation>
    </message>
    <message>
        <source>The words come late</source>
        <translation>Die Worte kommen spät</translation>
    </message>
    <message>
        <source>Something was not heard</source>
        <translation>Etwas wurde nicht gehört</translation>
    </message>
    <message>
        <source>The speech model is loading. Calls can be taken meanwhile.</source>
        <translation>Das Sprachmodell wird geladen. Gespräche gehen währenddessen.</translation>
    </message>
    <message>
        <source>Getting ready to listen</source>
        <translation>Gleich bereit zum Zuhören</translation>
    </message>
    <message>
        <source>It writes down your calls on this computer; nothing leaves it. Check your sound, then start a call.</source>
        <translation>Es schreibt Ihre Gespräche auf diesem Rechner mit; nichts verlässt ihn. Prüfen Sie den Ton, dann kann es losgehen.</translation>
    </message>
    <message>
        <source>Welcome to Attune</source>
        <translation>Willkommen bei Attune</translation>
    </message>
    <message>
        <source>Check sound</source>
        <translation>Ton prüfen</translation>
    </message>
    <message>
        <source>Made from synthetic speech: real people come out as nonsense. Install one for real calls.</source>
        <translation>Aus künstlicher Sprache gemacht: Echte Menschen versteht es nicht. Installieren Sie eins für echte Gespräche.</translation>
    </message>
    <message>
        <source>Demonstration model</source>
        <translation>Modell zur Vorführung</translation>
    </message>
    <message>
        <source>Install</source>
        <translation>Installieren</translation>
    </message>
</context>
<context>
    <name>pauses</name>
    <message>
        <source>Payment</source>
        <translation>Zahlung</translation>
    </message>
    <message>
        <source>Card being read</source>
        <translation>Karte vorgelesen</translation>
    </message>
    <message>
        <source>On hold</source>
        <translation>Gehalten</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>{what} since {start}: nothing is written</source>
        <translation>{what} seit {start}: nichts wird mitgeschrieben</translation>
    </message>
    <message>
        <source>{what} {start}–{end}: nothing was written</source>
        <translation>{what} {start}–{end}: nichts wurde mitgeschrieben</translation>
    </message>
</context>
<context>
    <name>settings</name>
    <message>
        <source>100 is the normal size; 80 to 200.</source>
        <translation>100 ist die normale Größe; 80 bis 200.</translation>
    </message>
    <message>
        <source>A Vosk model&apos;s folder. Empty: the best one that is found.</source>
        <translation>Der Ordner eines Vosk-Modells. Leer: das beste, das gefunden wird.</translation>
    </message>
    <message>
        <source>As in its setting ctrl_tcp_listen.</source>
        <translation>Wie in seiner Einstellung ctrl_tcp_listen.</translation>
    </message>
    <message>
        <source>Between calls it is heard whether both sides speak; nothing is written or kept. Auto: unless a dialer tells.</source>
        <translation>Zwischen Gesprächen wird gehört, ob beide Seiten sprechen; nichts wird mitgeschrieben oder behalten. Auto: außer eine Telefonanlage meldet Gespräche.</translation>
    </message>
    <message>
        <source>Consent</source>
        <translation>Einwilligung</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>Kontrast</translation>
    </message>
    <message>
        <source>Counted from their last call, once none of their calls is left; the note goes too. 0: they are kept.</source>
        <translation>Ab dem letzten Gespräch, wenn keins mehr übrig ist; auch die Notiz geht. 0: Sie bleiben.</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>Land</translation>
    </message>
    <message>
        <source>Dialer</source>
        <translation>Telefonanlage</translation>
    </message>
    <message>
        <source>Empty: the Vosk project&apos;s site. Or a mirror of it, as an https address.</source>
        <translation>Leer: die Seite des Vosk-Projekts. Oder eine Kopie davon, als https-Adresse.</translation>
    </message>
    <message>
        <source>Empty: the system&apos;s default microphone.</source>
        <translation>Leer: das Standardmikrofon des Systems.</translation>
    </message>
    <message>
        <source>Empty: what the default headset plays.</source>
        <translation>Leer: was das Standardheadset abspielt.</translation>
    </message>
    <message>
        <source>Faster, louder or higher than at the start of the call. Your own voice is never measured.</source>
        <translation>Schneller, lauter oder höher als zu Beginn. Ihre eigene Stimme wird nie gemessen.</translation>
    </message>
    <message>
        <source>Follow the system, or always one.</source>
        <translation>Wie das System, oder immer eins.</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Hide from screen shares</source>
        <translation>Vor Bildschirmfreigaben verbergen</translation>
    </message>
    <message>
        <source>It tells its calls through its module ctrl_tcp, to one program at a time.</source>
        <translation>Es meldet seine Gespräche über sein Modul ctrl_tcp, jeweils einem Programm.</translation>
    </message>
    <message>
        <source>Keep customers for days</source>
        <translation>Kunden behalten, Tage</translation>
    </message>
    <message>
        <source>Keep filed calls for days</source>
        <translation>Abgelegte Gespräche behalten, Tage</translation>
    </message>
    <message>
        <source>Keeping</source>
        <translation>Aufbewahrung</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Language of the windows</source>
        <translation>Sprache der Fenster</translation>
    </message>
    <message>
        <source>Let programs tell of calls by HTTP</source>
        <translation>Programme dürfen Gespräche über HTTP melden</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>Hell oder dunkel</translation>
    </message>
    <message>
        <source>Listen to baresip</source>
        <translation>Auf baresip hören</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>More: text and outlines stand out more from their grounds.</source>
        <translation>Mehr: Schrift und Umrisse heben sich stärker ab.</translation>
    </message>
    <message>
        <source>Nothing of either side is written until the card is done; then writing goes on by itself. Off: card numbers are masked, the words around them are written.</source>
        <translation>Von keiner Seite wird etwas mitgeschrieben, bis die Karte fertig ist; dann geht es von selbst weiter. Aus: Kartennummern werden verdeckt, die Worte darum herum mitgeschrieben.</translation>
    </message>
    <message>
        <source>Offer to start when a call seems to be on</source>
        <translation>Beginn anbieten, wenn ein Gespräch zu laufen scheint</translation>
    </message>
    <message>
        <source>Older ones are deleted, words and record alike, and so is what was to do, counted from the day it was done. 0: they are kept.</source>
        <translation>Ältere werden gelöscht, Worte wie Vermerk; ebenso Aufgaben, gezählt vom Tag ihrer Erledigung. 0: Sie bleiben.</translation>
    </message>
    <message>
        <source>On 127.0.0.1, this computer.</source>
        <translation>Auf 127.0.0.1, diesem Rechner.</translation>
    </message>
    <message>
        <source>Other lines by queue</source>
        <translation>Andere Zeilen je Warteschlange</translation>
    </message>
    <message>
        <source>Others do not see the panel, where the system can.</source>
        <translation>Andere sehen das Fenster nicht, wo das System es kann.</translation>
    </message>
    <message>
        <source>Policy cards</source>
        <translation>Regelkarten</translation>
    </message>
    <message>
        <source>Port for HTTP</source>
        <translation>Port für HTTP</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>Datenschutz</translation>
    </message>
    <message>
        <source>Programs on this computer alone, and only with the token.</source>
        <translation>Nur Programme auf diesem Rechner, und nur mit dem Schlüssel.</translation>
    </message>
    <message>
        <source>Say how the customer sounds</source>
        <translation>Sagen, wie der Kunde klingt</translation>
    </message>
    <message>
        <source>Shown until you confirm that it was read; the record says so. Empty: nothing is shown.</source>
        <translation>Steht da, bis Sie das Vorlesen bestätigen; der Vermerk sagt es. Leer: nichts wird gezeigt.</translation>
    </message>
    <message>
        <source>Skip silence</source>
        <translation>Stille überspringen</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Ton</translation>
    </message>
    <message>
        <source>Speech</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Speech model</source>
        <translation>Sprachmodell</translation>
    </message>
    <message>
        <source>Stands in the record as the agent.</source>
        <translation>Steht im Vermerk als Mitarbeiter.</translation>
    </message>
    <message>
        <source>Stay above other windows</source>
        <translation>Über anderen Fenstern bleiben</translation>
    </message>
    <message>
        <source>Stop writing while a card is read</source>
        <translation>Mitschrift anhalten, während eine Karte vorgelesen wird</translation>
    </message>
    <message>
        <source>Text size in percent</source>
        <translation>Schriftgröße in Prozent</translation>
    </message>
    <message>
        <source>The customer&apos;s sound</source>
        <translation>Der Ton des Kunden</translation>
    </message>
    <message>
        <source>The folder of your team&apos;s own cards, Markdown files. Empty: none are shown.</source>
        <translation>Der Ordner mit den Karten Ihres Teams, Markdown-Dateien. Leer: keine.</translation>
    </message>
    <message>
        <source>The panel stays in sight beside the dialer.</source>
        <translation>Das Fenster bleibt neben der Telefonanlage sichtbar.</translation>
    </message>
    <message>
        <source>The speech model hears voices alone. Off: it hears everything, at more than twice the cost.</source>
        <translation>Das Sprachmodell hört nur Stimmen. Aus: Es hört alles und kostet mehr als das Doppelte.</translation>
    </message>
    <message>
        <source>The system&apos;s where there is a translation; else English. From the next start on.</source>
        <translation>Die des Systems, wo es eine Übersetzung gibt; sonst Englisch. Ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>Two capital letters; how phone numbers without a country code are read.</source>
        <translation>Zwei große Buchstaben; wie Telefonnummern ohne Ländervorwahl gelesen werden.</translation>
    </message>
    <message>
        <source>What you read out at the start of a call</source>
        <translation>Was Sie zu Beginn vorlesen</translation>
    </message>
    <message>
        <source>Where its ctrl_tcp listens.</source>
        <translation>Wo sein ctrl_tcp hört.</translation>
    </message>
    <message>
        <source>Where models come from</source>
        <translation>Woher Modelle kommen</translation>
    </message>
    <message>
        <source>You</source>
        <translation>Sie</translation>
    </message>
    <message>
        <source>Your microphone</source>
        <translation>Ihr Mikrofon</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Ihr Name</translation>
    </message>
    <message>
        <source>auto</source>
        <translation>auto</translation>
    </message>
    <message>
        <source>baresip&apos;s address</source>
        <translation>Adresse von baresip</translation>
    </message>
    <message>
        <source>baresip&apos;s port</source>
        <translation>Port von baresip</translation>
    </message>
    <message>
        <source>billing = its line | sales = its line: for calls by these queues. Nothing behind =: nothing is read out.</source>
        <translation>rechnung = ihre Zeile | vertrieb = ihre Zeile: für Gespräche aus diesen Warteschlangen. Nichts hinter =: nichts wird vorgelesen.</translation>
    </message>
    <message>
        <source>dark</source>
        <translation>dunkel</translation>
    </message>
    <message>
        <source>de</source>
        <translation>Deutsch</translation>
    </message>
    <message>
        <source>en</source>
        <translation>Englisch</translation>
    </message>
    <message>
        <source>light</source>
        <translation>hell</translation>
    </message>
    <message>
        <source>more</source>
        <translation>mehr</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>on</source>
        <translation>an</translation>
    </message>
    <message>
        <source>system</source>
        <translation>system</translation>
    </message>
    <message>
        <source>usual</source>
        <translation>üblich</translation>
    </message>
</context>
<context>
    <name>sound_check</name>
    <message>
        <source>Install the speech model of the language that is spoken, and choose it in the settings.</source>
        <translation>Installieren Sie das Sprachmodell der gesprochenen Sprache, und wählen Sie es in den Einstellungen.</translation>
    </message>
    <message>
        <source>Plug the headset in again; it is heard by itself when it is back.</source>
        <translation>Stecken Sie das Headset wieder ein; es wird dann von selbst gehört.</translation>
    </message>
    <message>
        <source>Plug the headset in, or choose another device for the customer&apos;s sound in the settings.</source>
        <translation>Stecken Sie das Headset ein, oder wählen Sie ein anderes Gerät für den Ton des Kunden.</translation>
    </message>
    <message>
        <source>Plug the microphone in again; it is heard by itself when it is back.</source>
        <translation>Stecken Sie das Mikrofon wieder ein; es wird dann von selbst gehört.</translation>
    </message>
    <message>
        <source>Plug the microphone in, or choose another in the settings.</source>
        <translation>Stecken Sie das Mikrofon ein, oder wählen Sie ein anderes.</translation>
    </message>
    <message>
        <source>Switch off the playing of the microphone into the headset (“listen to this device”).</source>
        <translation>Schalten Sie das Mithören des Mikrofons im Headset aus („Dieses Gerät als Wiedergabequelle“).</translation>
    </message>
    <message>
        <source>The two devices are the wrong way round: exchange them in the settings.</source>
        <translation>Die beiden Geräte sind vertauscht: Tauschen Sie sie.</translation>
    </message>
    <message>
        <source>Turn the headset&apos;s volume up in the system&apos;s sound settings.</source>
        <translation>Stellen Sie das Headset in den Toneinstellungen lauter.</translation>
    </message>
    <message>
        <source>Turn the microphone&apos;s volume up in the system&apos;s sound settings, or move it nearer.</source>
        <translation>Stellen Sie das Mikrofon in den Toneinstellungen lauter, oder rücken Sie es näher.</translation>
    </message>
    <message>
        <source>Unmute the headset, turn its volume up, and choose the device that the softphone plays to.</source>
        <translation>Heben Sie die Stummschaltung auf, stellen Sie lauter, und wählen Sie das Gerät, auf dem das Telefonprogramm abspielt.</translation>
    </message>
    <message>
        <source>Unmute the microphone, on the headset and in the system&apos;s sound settings, or choose another.</source>
        <translation>Heben Sie die Stummschaltung auf, am Headset und in den Toneinstellungen, oder wählen Sie ein anderes Mikrofon.</translation>
    </message>
    <message>
        <source>Use a headset: the microphone hears what the loudspeakers play.</source>
        <translation>Nehmen Sie ein Headset: Das Mikrofon hört, was die Lautsprecher abspielen.</translation>
    </message>
    <message>
        <source>hardly any sound</source>
        <translation>kaum Ton</translation>
    </message>
    <message>
        <source>it is heard on the other side</source>
        <translation>auf der anderen Seite zu hören</translation>
    </message>
    <message>
        <source>it is heard on the other side as well</source>
        <translation>auch auf der anderen Seite zu hören</translation>
    </message>
    <message>
        <source>it is not heard just now</source>
        <translation>gerade nicht zu hören</translation>
    </message>
    <message>
        <source>its device cannot be opened</source>
        <translation>das Gerät kann nicht geöffnet werden</translation>
    </message>
    <message>
        <source>listening</source>
        <translation>hört zu</translation>
    </message>
    <message>
        <source>no sound at all</source>
        <translation>gar kein Ton</translation>
    </message>
    <message>
        <source>sound and words</source>
        <translation>Ton und Worte</translation>
    </message>
    <message>
        <source>sound, but no words</source>
        <translation>Ton, aber keine Worte</translation>
    </message>
</context>
<context>
    <name>wording</name>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>today</source>
        <translation>heute</translation>
    </message>
    <message>
        <source>{what}, by {day}</source>
        <translation>{what}, bis {day}</translation>
    </message>
    <message>
        <source>To do: {what}</source>
        <translation>Zu tun: {what}</translation>
    </message>
</context>
</TS>
