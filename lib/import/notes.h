/* Private to import/: what is to be known though nothing is wrong. A row is taken, then matched
 * with the one that was there, if there was one, then settled before the next. */
#ifndef CX_IMPORT_NOTES_H
#define CX_IMPORT_NOTES_H

#include "base/buf.h"
#include "base/period.h"
#include "import/aside.h"
#include "import/late.h"
#include "store/store.h"

/* A slip of the keyboard makes 2036 or 1926 of 2026. */
#define ANCIENT_YEARS 5

struct file;
struct import;

/* What is known of the months that are sealed; dates are half-open. */
struct notes {
    cx_date sealed_from, sealed_to, lost_to; /* those before lost_to are reached by no retro line */
    cx_date today, ancient;                  /* days after the one and before the other are odd */
    cx_date touched; /* the first day of which rows say something new; CX_DATE_NONE: none */
    int retro_months;
    bool reverses_original; /* reversals count on the day of what they take back */
    struct cx_buf text;     /* what is to be said, a line each */
};

/* What is kept of a file: of the row that was taken last, and of all. */
struct noted {
    int day_column, amount_column, from_column, to_column; /* -1: the kind has none */
    int of_column;            /* names the payment, contact or arrangement it is about; -1: none */
    struct cx_stmt *of;       /* finds its time; NULL: not needed yet */
    bool is_event;            /* the row's day is one that has been */
    bool is_told;             /* a late row of the kind may have brought pay */
    bool is_known;            /* the row was there before */
    struct late_event before; /* as it was; of no day if it was not there, or has none */
    cx_date of_before;        /* the day of what it was about; CX_DATE_NONE: of nothing */
    bool is_scoring;          /* scores are computed from the kind */
    bool is_taken;            /* the row waits to be counted */
    cx_date own_day;          /* what its column says */
    cx_date day, from, to;    /* the first that it says something of; its validity */
    int64_t cents, line;
    struct late_rows late;
    struct odd_days {
        int64_t rows, line; /* how many, and the first of them */
        cx_date day;
    } future, ancient; /* after today; long before it */
    int64_t changed;   /* rows that were changed in place, and the days for which they were valid */
    cx_date changed_from, changed_to;
    struct cx_buf spans;        /* rules and scorecards that begin or end inside a month */
    cx_date told_from, told_to; /* the last of them */
    struct aside aside;
};

/* The row that was there before. */
struct before {
    bool differs;     /* in more than valid_to */
    cx_date valid_to; /* as it was; of a kind without it: its day as it was */
    int64_t cents;    /* its amount as it was; 0: it has none */
};
int notes_begin(struct import *import, struct cx_err *err);
void notes_free(struct notes *notes); /* NULL is fine */
void notes_open(struct file *file);
void notes_close(struct file *file);
void notes_take(struct file *file);
void notes_match(struct file *file, bool differs, const struct before *before);
/* The current row is, or was, a reversal of the payment, whatever its cells say. */
void notes_of_reversal(struct file *file, int64_t payment);
void notes_settle(struct file *file);
/* A row of a day, or some of them, of a kind that sees to its rows itself. */
void notes_add(struct file *file, cx_date day, int64_t rows);
/* Composes them when all rows are in; says them once they are committed. */
int notes_end(struct import *import, const struct file *files, struct cx_err *err);
void notes_say(const struct import *import);

/* unlikely.c: tells of rates that look like percentages without their sign, where the files change
 * what is paid. */
int notes_of_rates(struct import *import, const struct file *files, struct cx_err *err);

#endif
