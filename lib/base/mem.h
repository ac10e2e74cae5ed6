/* Memory: allocation that succeeds or ends the process, and growing arrays.
 *
 * Running out of memory is the one failure that is not reported upwards: the process ends with a
 * message and status 3. Every write of cx is one database transaction or one renamed file, so
 * that end is as harmless as kill -9, and the code stays free of branches nobody can test. */
#ifndef CX_BASE_MEM_H
#define CX_BASE_MEM_H

#include <stddef.h>

void *cx_alloc(size_t size);                            /* zeroed; the caller frees with free() */
void *cx_realloc(void *old, size_t count, size_t size); /* checks count * size */
char *cx_strdup(const char *s);                         /* NULL gives NULL */
char *cx_strndup(const char *s, size_t n);

/* Makes room for one more element in array (count elements used, cap allocated). */
#define CX_GROW(array, count, cap)                                                                 \
    ((count) < (cap) ? (void)0                                                                     \
                     : (void)((cap) = (cap) ? 2 * (cap) : 16,                                      \
                              (array) = cx_realloc((array), (size_t)(cap), sizeof *(array))))

#endif
