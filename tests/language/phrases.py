"""What people say and what must come out of it, on a call of Tuesday 17 March 2026 in the United States.

Each line is a phrase, a bar, and the mentions in their order as "kind value", separated by semicolons. A phrase may
hold more than one mention; all of them count, so a line also says that nothing else is found.
"""

# ruff: noqa: E501

SPOKEN = """
# ids, digit by digit and with letters
my order number is four four seven one nine nine | id 447199
it's k one x seven v three | id K1X7V3
my ref four four one nine | id 4419
ref four four one nine | id 4419
era three hundred seventy four | id ERA374
it's p o four four seven seven | id PO4477
the policy is art eight five six four seven one | id ART856471
claim number nah nine four six | id NAH946
the reference is double nine four two | id 9942
account triple seven oh two one | id 777021
the code is oh oh seven two | id 0072
b as in bravo four four n as in november nine | id B44N9
that's p for peter seven two two d for david | id P722D
order four four seven no sorry four four eight one nine nine | id 448199
it's four four seven one nine five no nine | id 447199
four four five no seven one nine nine | id 447199
claim number one two three four five no wait one two three four six | id 12346
my policy is a b c one two three four | id ABC1234
it ends in nine eight seven six | id 9876
serial number x ray seven tango four four | id X7T44
the booking is f s forty three t six | id FS43T6
ticket number twenty three forty five sixty seven | id 234567
reference number nineteen eighty four | id 1984
case number one zero zero four five | id 10045
tracking number nine four zero zero one one one eight nine nine | id 9400111899
my member number is eight eight three dash two two one | id 883221
invoice number four hundred fifty two thirty one | id 45231
confirmation number h twelve j nine | id H12J9
it's m for mary one two three four | id M1234
the number is oh four double two nine | id 04229
four seven to nine two two | id 472922
account number is one eight triple three five | id 183335
customer number seven seven um four three one | id 77431
it's double s two three four | id SS234
order a c seven seven two nine | id AC7729
my reservation code is q w e four five | id QWE45
the model is k d l fifty five | id KDL55
five five five no sorry five six five one | id 5651
it's four four seven one nine nine no seven not one | id 447799
part number zero zero nine eight | id 0098
the claim is c l m nine three seven | id CLM937
policy number p o l seven five two one | id POL7521
registration l b sixty one a b c | id LB61ABC
flight b a two four nine zero | id BA2490
routing number zero two one zero zero zero zero two one | id 021000021
reward number nine nine oh one double zero three | id 9901003
it is seven seven kay four vee two | id 77K4V2

# codes of two or three signs
gate b twelve | code B12
seat c four please | code C4
in room four b | code 4B

# amounts in words
it was forty two dollars and fifty cents | amount 42.50 USD
they charged me forty two fifty | amount 42.50 USD
a dollar ninety nine | amount 1.99 USD
that's three grand | amount 3000.00 USD
five hundred bucks | amount 500.00 USD
ninety nine cents | amount 0.99 USD
twenty quid | amount 20.00 GBP
a fiver | amount 5.00 USD
a hundred and six dollars | amount 106.00 USD
two point five million dollars | amount 2500000.00 USD
half a million dollars | amount 500000.00 USD
a couple hundred dollars | amount 200.00 USD
a couple of thousand dollars | amount 2000.00 USD
one thousand two hundred dollars | amount 1200.00 USD
twelve hundred dollars | amount 1200.00 USD
nineteen ninety nine dollars | amount 19.99 USD
the total was one hundred and twelve thirty | amount 112.30 USD
i paid four hundred for it | amount 400.00 USD
transfer nine hundred to my savings | amount 900.00 USD
the fee is fifteen dollars | amount 15.00 USD
sixty seven euros and twenty seven cents | amount 67.27 EUR
eight pounds fifty | amount 8.50 GBP
thirty two dollars eighty eight | amount 32.88 USD
they refunded me only twenty five | amount 25.00 USD
i was billed eighty nine ninety nine | amount 89.99 USD
my balance is two zero zero zero dollars | amount 2000.00 USD
ten thousand rupees | amount 10000.00 INR
one dollar | amount 1.00 USD
a buck fifty | amount 1.50 USD
seven dollars and five cents | amount 7.05 USD
the deposit of six hundred is missing | amount 600.00 USD
fifty cents | amount 0.50 USD
it costs about seventy | amount 70.00 USD
three hundred and forty nine dollars | amount 349.00 USD
can you reverse the eighty dollar fee | amount 80.00 USD
where is my two hundred refund | amount 200.00 USD
i owe them one fifty five | amount 1.55 USD
between fifty and sixty dollars | number 50; amount 60.00 USD
i spent more than four hundred | amount 400.00 USD
forty two fifty dollars | amount 42.50 USD
a dollar | amount 1.00 USD
two and a half thousand dollars | amount 2500.00 USD
fifteen hundred pounds | amount 1500.00 GBP
six dollars and a half | amount 6.50 USD
a quarter of a million dollars | amount 250000.00 USD
the bill was one hundred five twenty | amount 105.20 USD
they took thirty four ninety five from my account | number 3495
the premium went up to ninety eight dollars a month | amount 98.00 USD
five grand in damage | amount 5000.00 USD
i withdrew three hundred | amount 300.00 USD

# dates
on march third | date 2026-03-03
i want my money back for march third | date 2026-03-03
i ordered it last month and i want it on friday | period 2026-02-01/2026-02-28; date 2026-03-20
we will come on march third | date 2027-03-03
the third of march | date 2026-03-03
the third of march twenty twenty six | date 2026-03-03
march third two thousand twenty five | date 2025-03-03
december twenty fifth | date 2025-12-25
i want to book for december twelfth | date 2026-12-12
the twelfth of the fifth | date 2026-05-12
tomorrow | date 2026-03-18
i called yesterday | date 2026-03-16
the day after tomorrow | date 2026-03-19
the day before yesterday | date 2026-03-15
last night | date 2026-03-16
this morning | date 2026-03-17
next friday | date 2026-03-27
next monday | date 2026-03-23
this friday | date 2026-03-20
on friday | date 2026-03-20
it arrived on friday | date 2026-03-13
last tuesday | date 2026-03-10
i ordered it last thursday | date 2026-03-12
two weeks ago | date 2026-03-03
a week ago | date 2026-03-10
in ten days | date 2026-03-27
in two weeks | date 2026-03-31
three months ago | date 2025-12-17
a couple of days ago | date 2026-03-15
a fortnight ago | date 2026-03-03
a year ago | date 2025-03-17
by the fifteenth | date 2026-04-15
it was due on the fifth | date 2026-03-05
the twentieth of this month | date 2026-03-20
friday the twentieth | date 2026-03-20
friday the thirteenth | date 2026-03-13
book it for friday the thirteenth | date 2026-11-13
thursday march twenty sixth | date 2026-03-26
tuesday the third of march | date 2026-03-03
eleven of this month | date 2026-03-11
the two of this month | date 2026-03-02
by the end of the month | date 2026-03-31
by the end of the week | date 2026-03-20
by end of day | date 2026-03-17
the last day of february | date 2026-02-28
the first day of next month | date 2026-04-01
it's been moved to january the twenty second | date 2027-01-22
you missed an appointment on the sixth | date 2026-03-06
your appointment is on the sixth | date 2026-04-06
the next one i've got is the fifteenth | date 2026-04-15
the last day of june twenty twenty five | date 2025-06-30
you will have it by the end of february | date 2027-02-28
it broke at the end of february | date 2026-02
in april | date 2026-04
since january | date 2026-01
in june twenty nineteen | date 2019-06
in twenty sixteen | date 2016
since two thousand and nineteen | date 2019
my date of birth is five twelve nineteen eighty | date 1980-05-12
born on july fourth nineteen seventy six | date 1976-07-04
born on the first of september nineteen ninety two | date 1992-09-01
on christmas eve | date 2025-12-24
new year's eve twenty twenty five | date 2025-12-31
a week from friday | date 2026-03-27
two weeks from today | date 2026-03-31
three days from now | date 2026-03-20
monday week | date 2026-03-30
sunday next week | date 2026-03-29
saturday last week | date 2026-03-14
from the sixteenth to the twentieth of april | date 2026-04-16; date 2026-04-20
between four and nine october | date 2025-10-04; date 2025-10-09
six of march | date 2026-03-06
march six | date 2026-03-06
the twenty eighth of february | date 2026-02-28
on the thirty first | date 2026-03-31
april first | date 2026-04-01
i'll call you on wednesday | date 2026-03-18
today's delivery | date 2026-03-17
one month ago | date 2026-02-17
on the second of may | date 2026-05-02
may fifth | date 2026-05-05
about six months ago | date 2025-09-17
back in november | date 2025-11
wednesday in a week | date 2026-03-25
this coming saturday | date 2026-03-21
a fortnight today | date 2026-03-31
the tenth of next month | date 2026-04-10
by close of business | date 2026-03-17
august the eighteenth | date 2026-08-18
on february twenty ninth twenty twenty four | date 2024-02-29
within ten days | duration P10D
a few days ago | date a few days ago
last christmas | date 2025-12-25

# spans of days
next week | period 2026-03-23/2026-03-29
last week | period 2026-03-09/2026-03-15
last month | period 2026-02-01/2026-02-28
this weekend | period 2026-03-21/2026-03-22
next month | period 2026-04-01/2026-04-30
last year | period 2025-01-01/2025-12-31
this quarter | period 2026-01-01/2026-03-31
the last three days | period 2026-03-14/2026-03-17
over the next two weeks | period 2026-03-17/2026-03-31

# times
at five | time 17:00
at five p m | time 17:00
at seven thirty | time 07:30
half past five | time 17:30
they start at six every morning | time 06:00
it says today at fourteen hundred i've got it | date 2026-03-17; time 14:00
i'll message you within the hour | time +PT1H
i'll come down at about half five | time 17:30
can we say half nine in the morning | time 09:30
i got half two days ago | date 2026-03-15
quarter to nine | time 08:45
a quarter past ten | time 10:15
quarter to twelve in the morning | time 11:45
quarter to twelve at night | time 23:45
ten to four in the afternoon | time 15:50
twenty five to seven p m | time 18:35
three o'clock | time 15:00
nine oh five in the morning | time 09:05
eleven thirty at night | time 23:30
at noon | time 12:00
before midnight | time 00:00
between nine and eleven | time 09:00; time 11:00
between two and four p m | time 14:00; time 16:00
from nine to five p m | time 09:00; time 17:00
tomorrow at three | date 2026-03-18; time 15:00
tomorrow morning at eight | date 2026-03-18; time 08:00
friday at ten thirty a m | date 2026-03-20; time 10:30
after six p m | time 18:00
by twelve thirty p m | time 12:30
at eight in the evening | time 20:00
seventeen hundred hours | time 17:00
my appointment is at four fifteen | time 16:15
since six this morning | time 06:00; date 2026-03-17
at six on monday morning | time 06:00; date 2026-03-23
in two hours | time +PT2H
fifteen minutes ago | time -PT15M
half an hour ago | time -PT30M
an hour ago | time -PT1H
in half an hour | time +PT30M
five past seven | time 07:05
twenty past four | time 16:20
the flight leaves at six forty five | time 18:45
call me around ten | number 10
booked for seven thirty | time 07:30
six a m | time 06:00
one a m | time 01:00
ten past nine at night | time 21:10
at twenty one fifteen | time 21:15

# how long
for three days | duration P3D
two weeks | duration P2W
it took forty five minutes | duration PT45M
five business days | duration P5D
twenty four hours | duration PT24H
a six month contract | duration P6M
i have been waiting for an hour | duration PT1H
three to five days | duration P5D
two or three weeks | duration P3W
the six fifteen flight tomorrow morning | time 06:15; date 2026-03-18
there's the two forty train in the afternoon | time 14:40
i can't do wednesday have you got anything on the friday | date 2026-03-18; date 2026-03-20
we wrote to you on the sixth | date 2026-03-06
my order number is four four three zeros seven | id 440007
i get paid on the thirtieth | date 2026-03-30
it's between six and nine thousand | number 6; number 9000
it takes from two to three hours | duration PT3H
in twenty four to forty eight hours | duration PT48H
within five to seven working days | duration P7D

# phones
my number is six one seven five five five oh one two three | phone +16175550123
call me at four one five two seven one eight two eight one | phone +14152718281
phone number two one two six six four seven six six five | phone +12126647665
you can reach me at one eight hundred four four four two two two two | phone +18004442222
it's plus four four two oh seven nine four six oh nine five eight | phone +442079460958
my cell is nine oh two double five five seven one two two | phone +19025557122
my mobile is five five five one two one two | phone 5551212
call me back on three one two five five five oh one nine oh | phone +13125550190
phone six one seven five five five oh one two three no four | phone +16175550124
my mobile is oh seven seven double oh nine hundred four five six | phone 07700900456

# e-mail
p dot raman at mail dot com | email p.raman@mail.com
my email is john smith at gmail dot com | email johnsmith@gmail.com
it's maria underscore lopez at yahoo dot com | email maria_lopez@yahoo.com
sarah dot jones seventy two at outlook dot com | email sarah.jones72@outlook.com
send it to info at blue sky dot co dot uk | email info@bluesky.co.uk
j smith at hotmail dot com | email jsmith@hotmail.com
support at acme dash tools dot com | email support@acme-tools.com
email is k nine at dogs dot org | email k9@dogs.org
r a j at mail dot com | email raj@mail.com
tom dot baker at gmail com | email tom.baker@gmail.com

# postcodes
the zip code is nine four one oh seven | postcode 94107
zip is zero two one three nine | postcode 02139
my zip code is one double zero one one | postcode 10011

# letters
r a m a n | spelled RAMAN
my last name is spelled s m i t h | spelled SMITH
that's b as in bravo r o w n | spelled BROWN
o n e i l l | spelled ONEILL
it's k a t h r y n | spelled KATHRYN
double l a m a | spelled LLAMA
t as in tango o m | spelled TOM
m a c k e n z i e | spelled MACKENZIE

# how many
i need two keyboards | quantity 2 keyboards
three large pizzas | quantity 3 pizzas
for four people | quantity 4 people
twenty items please | quantity 20 items
i have two tickets | quantity 2 tickets
six new chairs | quantity 6 chairs
both of the two bags | quantity 2 bags
five adults and two children | quantity 5 adults; quantity 2 children
twelve boxes | quantity 12 boxes
three calls about it | quantity 3 calls

# percent
fifteen percent off | percent 15
it was two point five percent | percent 2.5
a hundred percent sure | percent 100
you promised ten per cent | percent 10

# corrections of what was said before
no seven not five | correction 5>7
it's nine not five | correction 5>9
no it's four two not two four | correction 24>42
sorry eight not a | number 8

# plain numbers
two hundred and thirty | number 230
number five | number 5
three point five | number 3.5
i'm thirty two | number 32
press four | number 4
version two point one | number 2.1
version 10.4 point 8 of the app | number 10.4; number 0.8
one hundred twenty three thousand | number 123000

# several at once
charged forty two fifty twice for order four four seven one nine nine on march third | amount 42.50 USD; id 447199; date 2026-03-03
my name is priya raman and my phone is six one seven five five five oh one two three | phone +16175550123
i'll call you back tomorrow at five about ticket eight eight two one | date 2026-03-18; time 17:00; id 8821
two tickets for march sixth at seven thirty p m | quantity 2 tickets; date 2026-03-06; time 19:30
i paid twenty dollars on the first and thirty dollars on the tenth | amount 20.00 USD; date 2026-03-01; amount 30.00 USD; date 2026-03-10
the technician comes next thursday between eight and ten a m | date 2026-03-26; time 08:00; time 10:00
policy thd four six two five and claim gju eight seven five | id THD4625; id GJU875
send five hundred dollars to account one one two two three three by friday | amount 500.00 USD; id 112233; date 2026-03-20
i ordered three shirts for sixty dollars two weeks ago | quantity 3 shirts; amount 60.00 USD; date 2026-03-03
my email is anna at gmail dot com and my zip is nine four one oh seven | email anna@gmail.com; postcode 94107

# written after the rules, to see how they do on what they had not seen
yeah the reference was c as in cat four four double zero nine | id C44009
um my customer id is zero zero three four seven seven two | id 0034772
that'd be r t five five nine two w | id RT5592W
so it's nine oh nine oh nine oh | id 909090
i think it's seven seven three wait no seven seven four two one | id 77421
it was a hundred forty nine ninety nine | amount 149.99 USD
they want sixty bucks for shipping | amount 60.00 USD
my bill jumped from eighty to one hundred twenty dollars | number 80; amount 120.00 USD
i got charged nine ninety five a month | amount 9.95 USD
it's about two and a half grand | amount 2500.00 USD
i paid twelve hundred and fifty dollars | amount 1250.00 USD
you owe me thirty five cents | amount 0.35 USD
four dollars and ninety five cents per call | amount 4.95 USD
it says minus three hundred and two dollars | amount 302.00 USD
the order from february twenty second | date 2026-02-22
it should've been here by last wednesday | date 2026-03-11
i'm moving on the first of next month | date 2026-04-01
my contract ends november thirtieth | date 2026-11-30
i called you guys three weeks ago | date 2026-02-24
it's been broken since saturday | date 2026-03-14
tuesday after next | date 2026-03-24
the appointment on the nineteenth at two fifteen | date 2026-03-19; time 14:15
how about thursday at nine a m | date 2026-03-19; time 09:00
i'll be home after four thirty | time 16:30
between ten and noon works | time 10:00; time 12:00
any time before eleven a m | time 11:00
they said between one and five p m | time 13:00; time 17:00
at a quarter to eight in the morning | time 07:45
it's two one two five five five oh one four three | phone +12125550143
you can text me at nine one seven five five five oh one double two | phone +19175550122
my email's jane dot doe at example dot com | email jane.doe@example.com
it's dave underscore b at fast mail dot com | email dave_b@fastmail.com
m i c h a e l at work mail dot org | email michael@workmail.org
two two one b baker street | id 221B
my name is spelled j o n e s | spelled JONES
i want to return three of the five shirts | number 3; quantity 5 shirts
they gave me a twenty percent discount | percent 20
we waited four hours | duration PT4H
it only lasted a week and a half | duration P1W
for the past six months | period 2025-09-17/2026-03-17
born april second nineteen sixty eight | date 1968-04-02
march ninth eighty four | date 1984-03-09
it's the third of the fifth seventy one | date 1971-05-03
the fourth of july sixty two thank you | date 1962-07-04
ninth of march oh four | date 2004-03-09
born on 12/5/80 | date 1980-12-05
on march third eighty two of them failed | date 2026-03-03; number 82
dated the thirtieth of november last year | date 2025-11-30
zip code six oh six one four | postcode 60614
flight u a four five six to denver | id UA456
seat fourteen c | code 14C
i have two kids and a dog | quantity 2 kids

# with mishearings and fillers
my order number is uh four four seven um one nine nine | id 447199
order number four for seven one nine nine | id 447199
charge me forty too dollars | number 40
it's a counter one nine nine four | id 1994
the the third of march | date 2026-03-03
tomorrow tomorrow at five | date 2026-03-18; date 2026-03-18; time 17:00

# written later, before it was tried what comes of them: addresses, corrections, spelling words, days at the turn of the year
my email is j o h n dot smith at gmail dot com | email john.smith@gmail.com
it's s a r a h at outlook dot com | email sarah@outlook.com
d a n underscore lee at yahoo dot com | email dan_lee@yahoo.com
send it to info at green garden dot org | email info@greengarden.org
m as in mike dot brown at mail dot com | email m.brown@mail.com
peter forty two at gmail dot com | email peter42@gmail.com
k dot w at b t internet dot com | email k.w@btinternet.com
anna dash marie at proton dot me | email anna-marie@proton.me
it's linda double seven at hotmail dot com | email linda77@hotmail.com
j p morris all one word at gmail dot com | email jpmorris@gmail.com
that's t o m at tom smith dot co dot uk | email tom@tomsmith.co.uk
order number one two three four i mean one two three five | id 1235
order seven seven two one or rather seven seven two nine | id 7729
the code is eight eight one two correction eight eight one three | id 8813
account five six seven eight make that five six seven nine | id 5679
it's nine one two sorry nine two one four four | id 92144
four four one nine not eight nine | correction 89>4419
order four four seven one nine nine no eight at the end | id 447198
b as in bravo two two seven | id B227
v for victor k for kilo nine nine one | id VK991
s like sam one two three three | id S1233
it is t as in tango five five zero one | id T5501
that's m as in mary n as in nancy four one seven | id MN417
alpha bravo seven seven one | id AB771
my reference is charlie delta four four nine | id CD449
z as in zebra six six eight two | id Z6682
account number double four triple one nine | id 441119
it's triple five double eight | id 55588
order number double oh seven three three | id 00733
quadruple nine one two | id 999912
treble three seven one | id 33371
reference double b one two triple zero | id BB12000
the pin code of the parcel is a one b two c three | id A1B2C3
order number one hundred and twenty three four five six | id 123456
booking l m four seven p | id LM47P
ticket t k t dash zero zero one nine | id TKT0019
claim number c dash five five five one | id C5551
account nine zero zero space one two one | id 900121
product code x one hundred | id X100
flight u a nine one one | id UA911
on the thirty first of december | date 2025-12-31
on january second | date 2026-01-02
since new year's day | date 2026-01-01
on new year's eve | date 2025-12-31
before christmas day | date 2025-12-25
two days after tomorrow | date 2026-03-20
the day before yesterday | date 2026-03-15
a week from today | date 2026-03-24
a week ago today | date 2026-03-10
three weeks from friday | date 2026-04-10
the first of next month | date 2026-04-01
the end of this year | date 2026-12-31
on the twenty ninth of this month | date 2026-03-29
at the start of april | date 2026-04
it was due on march the first | date 2026-03-01
a fortnight ago | date 2026-03-03
i paid it six weeks ago | date 2026-02-03
monday week | date 2026-03-30
a year ago today | date 2025-03-17
it costs nineteen ninety five a month | amount 19.95 USD
you're still taking thirty four ninety nine a month | amount 34.99 USD
they take twelve fifty every week | amount 12.50 USD
i got back ten bucks fifty | amount 10.50 USD
you took one thousand two hundred and six dollars | amount 1206.00 USD
twelve hundred bucks | amount 1200.00 USD
i was charged twice it was fifty one oh eight | amount 51.08 USD
you charged me forty two oh five | amount 42.05 USD
the charge is on the card ending in fifty one oh eight | id 5108
two transactions of rupees twelve thousand | quantity 2 transactions; amount 12000.00 INR
a refund of rs one thousand two hundred | amount 1200.00 INR
ten rupees five times | amount 10.00 INR; number 5
it says i owe eight hundred and forty dollars | amount 840.00 USD
i owe twenty two fifty | amount 22.50 USD
i won two hundred | number 200
i met forty two people | quantity 42 people
"""

TYPED = """
# as people type it in a chat
my order is 447199 | id 447199
I was charged $42.50 | amount 42.50 USD
$1,299.00 for a laptop | amount 1299.00 USD
£20 please | amount 20.00 GBP
42.50 dollars | amount 42.50 USD
$5k | amount 5000.00 USD
$3 million | amount 3000000.00 USD
on 2026-03-03 | date 2026-03-03
on 3/4/2026 | date 2026-03-04
on 25/12/2025 | date 2025-12-25
on March 3rd, 2026 | date 2026-03-03
the 3rd of March | date 2026-03-03
on the 15th | date 2026-04-15
at 3pm | time 15:00
at 3:30 pm | time 15:30
at 17:00 | time 17:00
call 617-555-0123 | phone +16175550123
my number is (617) 555-0123 | phone +16175550123
p.raman@mail.com | email p.raman@mail.com
my code is K1X7V3. | id K1X7V3
ticket AB-12345 | id AB12345
15% off | percent 15
twenty-five dollars | amount 25.00 USD
the twenty-fifth of December | date 2025-12-25
zip 94107 | postcode 94107
2 keyboards | quantity 2 keyboards
within 24 hours | duration PT24H
3 weeks ago | date 2026-02-24
"""

NOTHING = """
hello how are you
how can i help you today
how are you doing today
i'd like to speak to someone please
one moment please
this one is broken
one of them is fine
the other one
no one told me
may i ask why
i may be late
the march to the office
we march on
let me see
can you see it
are you there
why did you do that
you are the best
be that as it may
i have a question about my bill
a lot of people
to be honest with you
too late for that
for what it's worth
i won the game
she ate it
it's a tree
at last
at least you tried
the first time i called
for the second time
the third party
that was the last time
second hand
just a second
in the first place
first of all
on second thought
i want a refund
what is the date
what time is it
any time works
every day
all day long
the whole week
day by day
the price is too high
it costs too much
free of charge
in charge of it
i'm on hold
hold on a sec
i need help with my account
my account is locked
the order never came
cancel my order
my phone is dead
call me back please
text me the link
send me an email
what is your email
my address has changed
i live at the corner
dot your i's
at home
look at it
good at it
he said no
no sorry
sorry no
wait a minute
give me a minute
an honest answer
quite a few
a few of us
a couple of us
some of it
half of it
a quarter of it
double check it
double the size
a single room
the alpha version
mike called me
victor is my name
charlie is here
a hotel in india
romeo and juliet
oscar will help
i see you
okay you too
bye bye now
thank you so much
have a good one
it's not the one
noonan is my name
secondly it's slow
the fee is too high
monthly payments
the weekend was nice
i like fridays
"""


Row = tuple[str, list[tuple[str, str]]]


def rows(table: str) -> list[Row]:
    """(phrase, [(kind, value)]) of each line; no bar stands for no mention."""
    lines = [line for line in table.strip().splitlines() if line and not line.startswith("#")]
    return [_row(line) for line in lines]


def _row(line: str) -> Row:
    phrase, _, expected = line.partition(" | ")
    kinds = [entry.strip().partition(" ") for entry in expected.split(";") if entry.strip()]
    return phrase.strip(), [(kind, value) for kind, _, value in kinds]
