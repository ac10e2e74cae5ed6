/* Private to assign/: why somebody is on a worklist, or rests, in the words of the output. */
#ifndef CX_ASSIGN_WHY_H
#define CX_ASSIGN_WHY_H

#include "assign/entry.h"

#define WHY_MAX 200

/* A promise that is due, was broken since people last worked, or waits for its days of grace to
 * end, the last of which is not over; false: there is none of these. */
bool put_promise(char *out, size_t size, const struct book *book, const struct entry *entry);
/* The first instalment that is not paid; false: there is none. */
bool put_instalment(char *out, size_t size, const struct book *book, const struct entry *entry);
/* Whatever the talk is about. */
void put_why(char *out, size_t size, const struct book *book, const struct entry *entry);

#endif
