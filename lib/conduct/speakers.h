/* Private to conduct/: who speaks in a transcript. */
#ifndef CX_CONDUCT_SPEAKERS_H
#define CX_CONDUCT_SPEAKERS_H

#include <stdbool.h>
#include <stddef.h>

struct speakers;
/* names are separated by blanks or commas; if NULL, empty or the word none, transcripts are
 * searched whole. */
struct speakers *speakers_new(const char *names);
void speakers_free(struct speakers *speakers); /* NULL is fine */

/* Finds the next part of a transcript to search; *at is 0 at first. False if there is none. A part
 * is everything that one of the speakers says without interruption, without their mark; a
 * transcript whose lines have no marks is one part. */
bool speakers_next(const char **part, size_t *n, size_t *at, struct speakers *speakers,
                   const char *transcript);
/* Of a transcript whose parts have all been found: the first who speaks in it where no agent does;
 * NULL: an agent does, or nobody is named. */
const char *speakers_other(const struct speakers *speakers);

#endif
