/* A string pool: holds each distinct string once, numbered from 0 in the order of their first put.
 */
#ifndef CX_BASE_POOL_H
#define CX_BASE_POOL_H

#include <stddef.h>

struct cx_pool;

struct cx_pool *cx_pool_new(void);
void cx_pool_free(struct cx_pool *pool);
int cx_pool_put(struct cx_pool *pool, const char *s, size_t n);        /* its number, new or old */
int cx_pool_find(const struct cx_pool *pool, const char *s, size_t n); /* -1: not there */
const char *cx_pool_get(const struct cx_pool *pool, int number);       /* borrowed, never moves */
int cx_pool_count(const struct cx_pool *pool);

#endif
