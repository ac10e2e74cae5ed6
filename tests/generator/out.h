/* A CSV file being written, field by field: fast, and in the same bytes everywhere. */
#ifndef GENERATOR_OUT_H
#define GENERATOR_OUT_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum { OUT_BUFFER = 1 << 16 };

struct out {
    FILE *file;
    char path[1024];
    size_t used;
    int fields; /* of the row so far */
    char buffer[OUT_BUFFER];
};

/* Opens dir/kind.csv and writes its header. Any failure, here or later, ends the program. */
void out_open(struct out *out, const char *dir, const char *kind, const char *header);
void out_close(struct out *out);

void out_empty(struct out *out);
void out_text(struct out *out, const char *text); /* quoted where it must be */
void out_id(struct out *out, char prefix, int64_t number, int width);
void out_int(struct out *out, int64_t value);
void out_money(struct out *out, int64_t cents);
void out_date(struct out *out, int32_t day);
void out_time(struct out *out, int32_t day, int32_t second);
void out_end(struct out *out); /* of the row */

/* Says what failed, with errno's reason where there is one, and exits with 3. */
_Noreturn void out_die(const char *what, const char *name);

#endif
