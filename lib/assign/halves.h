/* Private to assign/: work on many accounts, done by two threads at the same time. */
#ifndef CX_ASSIGN_HALVES_H
#define CX_ASSIGN_HALVES_H

#include <stddef.h>

/* Calls work(half, first, end) for both halves of 0..count; where there are few, or no thread can
 * be had, one after the other. They may change nothing that is the other's. */
void in_halves(void (*work)(void *half, size_t first, size_t end), void *left, void *right,
               size_t count);

#endif
