/* Private to past/: rows of one size in the order of the three numbers that each begins with, of
 * more rows than memory is to hold: runs that are in order in a temporary file, merged while they
 * are read. SQLite sorts like that, too, but rows of any shape, in several times the time. */
#ifndef CX_PAST_SORTED_H
#define CX_PAST_SORTED_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

#define SORTED_KEYS 3 /* int64_t each, at the beginning of a row; no two rows have the same */

struct sorted;
/* size: of a row, in bytes; memory: bytes that rows take at most, before some go to the file. */
struct sorted *sorted_new(size_t size, size_t memory);
void sorted_free(struct sorted *sorted);  /* NULL is fine */
void sorted_empty(struct sorted *sorted); /* for other rows, in the memory that it has */
/* Copies a row. CX_EWORLD where the file can't be written. */
int sorted_add(struct sorted *sorted, const void *row, struct cx_err *err);
/* 1: *row (borrowed until the next call) is the next; 0: no more. Nothing is added after the first
 * call. */
int sorted_next(const void **row, struct sorted *sorted, struct cx_err *err);

#endif
