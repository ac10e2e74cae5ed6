/* Private to conduct/: whose words stand in a transcript. */
#ifndef CX_CONDUCT_SPEAKERS_H
#define CX_CONDUCT_SPEAKERS_H

#include <stdbool.h>
#include <stddef.h>

struct speakers;
/* names: separated by blanks or commas; NULL or empty: nobody is known, and transcripts are whole.
 */
struct speakers *speakers_new(const char *names);
void speakers_free(struct speakers *speakers); /* NULL is fine */

/* Where the next part of a transcript begins that is to be searched; at: 0 at first. False: there
 * is none. A part is all that one of the speakers says at a stretch, without the mark; a transcript
 * whose lines have no marks is one part. */
bool speakers_next(const char **part, size_t *n, size_t *at, struct speakers *speakers,
                   const char *transcript);

#endif
