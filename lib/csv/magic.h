/* Private to csv/: recognises files by their first bytes. */
#ifndef CX_CSV_MAGIC_H
#define CX_CSV_MAGIC_H

#include <stdbool.h>
#include <stddef.h>

/* Says what a file is that is not CSV, and what to do about it; NULL if it may be CSV. */
const char *magic_other(const char *s, size_t n);

/* The one of , ; tab and | that occurs most often outside quotes in the first line that is not
 * empty; the comma if none does. Where that line looks like a title, for the next has another
 * number of it, two lines further down that agree count instead. */
char magic_delimiter(const char *s, size_t n);

/* The delimiter that a line "sep=;" at the top names, as Excel writes it, and how many bytes it
 * takes without its end; '\0' and 0: there is none. */
char magic_separator(size_t *taken, const char *s, size_t n);

/* Whether a lone CR ends lines, as in old Mac files: the first line's end tells. */
bool magic_cr_lines(const char *s, size_t n);

#endif
