/* Private to assign/: the past cut into windows of pay_days, to learn from: how an account stood at
 * the end of a day, and what was paid in the pay_days after it. */
#ifndef CX_ASSIGN_WINDOWS_H
#define CX_ASSIGN_WINDOWS_H

#include "assign/book.h"

#define WINDOWS_MAX 12

struct windows {
    cx_date starts[WINDOWS_MAX]; /* the latest first; all of a window lies before the book's day */
    int count, days;
};

/* As many as the history of payments reaches back for, and no more than most. */
struct windows windows_of(const struct book *book, int most);
/* The account was there at the end of that day, owed, and in a stage; and stayed for the window. */
bool windows_has(const struct book *book, size_t i, cx_date start);
/* How an account stood. */
struct stood {
    int stage;
    int64_t balance;
};
/* As windows_has, of a past; *out is how it stood then. */
bool windows_stood(struct stood *out, const struct book *book, const struct cx_past *past,
                   cx_date start);

#endif
