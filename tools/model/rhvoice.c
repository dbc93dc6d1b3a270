/* Speaks a list of sentences with RHVoice: `rhvoice.exe RHVoice.dll DATA-FOLDER < jobs`, a job a line:
   wav file, voice, rate and pitch (factors around normal), text, with tabs between them.

   For Windows and for wine, since RHVoice is packaged as a library only for Windows:
   x86_64-w64-mingw32-gcc -O2 -o rhvoice.exe rhvoice.c. The declarations say RHVoice's C interface, version 1.14. */

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

typedef struct {
    int (*set_sample_rate)(int, void *);
    int (*play_speech)(const short *, unsigned, void *);
    void *others[7];
} Callbacks;

typedef struct {
    const char *data_path, *config_path, **resource_paths;
    Callbacks callbacks;
    unsigned options;
} Init;

typedef struct {
    const char *voice_profile;
    double absolute_rate, absolute_pitch, absolute_volume, relative_rate, relative_pitch, relative_volume;
    int punctuation_mode;
    const char *punctuation_list;
    int capitals_mode, flags;
} Manner;

static short *sound;
static size_t samples, room;
static int rate_hz;

static int set_sample_rate(int hz, void *nobody) {
    (void)nobody;
    rate_hz = hz;
    return 1;
}

static int play_speech(const short *more, unsigned count, void *nobody) {
    (void)nobody;
    if (samples + count > room) {
        room = 2 * (samples + count);
        sound = realloc(sound, room * sizeof *sound);
    }
    memcpy(sound + samples, more, count * sizeof *sound);
    samples += count;
    return 1;
}

static void save(const char *path) {
    FILE *out = fopen(path, "wb");
    uint32_t bytes = samples * 2, format[] = {16, 1 | 1 << 16, rate_hz, 2 * rate_hz, 2 | 16 << 16}, all = bytes + 36;
    if (!out) {
        fprintf(stderr, "%s cannot be written\n", path);
        exit(1);
    }
    fwrite("RIFF", 4, 1, out), fwrite(&all, 4, 1, out), fwrite("WAVEfmt ", 8, 1, out), fwrite(format, 20, 1, out);
    fwrite("data", 4, 1, out), fwrite(&bytes, 4, 1, out), fwrite(sound, 2, samples, out);
    fclose(out);
}

int main(int count, char **given) {
    HMODULE library = count == 3 ? LoadLibraryA(given[1]) : NULL;
    if (!library) {
        fprintf(stderr, "usage: rhvoice.exe RHVoice.dll DATA-FOLDER < jobs\n");
        return 2;
    }
    void *(*new_engine)(const Init *) = (void *)GetProcAddress(library, "RHVoice_new_tts_engine");
    void *(*new_message)(void *, const char *, unsigned, int, const Manner *, void *) =
        (void *)GetProcAddress(library, "RHVoice_new_message");
    int (*speak)(void *) = (void *)GetProcAddress(library, "RHVoice_speak");
    void (*delete_message)(void *) = (void *)GetProcAddress(library, "RHVoice_delete_message");
    const char *none[] = {NULL};
    Init init = {given[2], given[2], none, {set_sample_rate, play_speech, {NULL}}, 0};
    void *engine = new_engine(&init);
    if (!engine) {
        fprintf(stderr, "RHVoice finds no voices in %s\n", given[2]);
        return 1;
    }
    char line[4096];
    while (fgets(line, sizeof line, stdin)) {
        char *path = strtok(line, "\t"), *voice = strtok(NULL, "\t"), *rate = strtok(NULL, "\t"),
             *pitch = strtok(NULL, "\t"), *text = strtok(NULL, "\r\n");
        if (!text)
            continue;
        Manner manner = {voice, 0, 0, 0, atof(rate), atof(pitch), 1, 1, NULL, 1, 1};
        void *message = new_message(engine, text, strlen(text), 0, &manner, NULL);
        samples = 0;
        if (message && speak(message) && samples)
            save(path);
        if (message)
            delete_message(message);
    }
    return 0;
}
