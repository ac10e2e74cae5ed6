/* Memory: allocation that succeeds or ends the process, and growing arrays.
 *
 * Running out of memory is the one failure that is not returned to the caller: the process prints a
 * message and exits with status 3. Everything that cx writes is one database transaction or one
 * renamed file, so this is as harmless as kill -9, and spares us branches that nobody can test. */
#ifndef CX_BASE_MEM_H
#define CX_BASE_MEM_H

#include <stddef.h>

#define CX_LINE 64 /* bytes of a cache line */

/* At the start of a program: its heap, which all threads share, is in pages of 2 MiB, where the
 * system has them and sets no limit to addresses; blocks of 4 MiB and more always are. Pages of 4
 * KiB take longer to get than to fill from a database. */
void cx_mem_use_large_pages(void);

void *cx_alloc(size_t size); /* zeroed; the caller frees with free() */
/* The same on cache lines of its own, for what one thread reads all the time while another writes
 * beside it: each write would take the line away from the reader. */
void *cx_alloc_apart(size_t size);
void *cx_realloc(void *old, size_t count, size_t size); /* checks count * size */
char *cx_strdup(const char *s);                         /* NULL gives NULL */
char *cx_strndup(const char *s, size_t n);

/* Zeroed; what is never written to takes no memory where there is much of it (the heap would write
 * zeros there), and all of it goes back to the system. Free it with cx_free_pages and its size. */
void *cx_alloc_pages(size_t size);
void cx_free_pages(void *pages, size_t size); /* NULL is fine */

/* Text about what was committed, added to the message if memory runs out later; NULL: none. */
void cx_mem_done(const char *what);

/* Makes room for one more element in array, of which count elements are used and cap allocated. */
#define CX_GROW(array, count, cap)                                                                 \
    ((count) < (cap) ? (void)0                                                                     \
                     : (void)((cap) = (cap) ? 2 * (cap) : 16,                                      \
                              (array) = cx_realloc((array), (size_t)(cap), sizeof *(array))))

#endif
