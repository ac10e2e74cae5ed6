/* Sums as rows, and rows as sums: databases that each hold a part of the customers are scored as
 * one.
 *
 * A stream has the columns period, level, subject, measure, sum and ends with a row that counts
 * those before it, so that one that was cut is noticed. Its levels:
 *
 *     plan      how a measure is defined there (a hash, as the subject); no sum
 *     part      which part the database is, "3/8" as the subject, if it was begun as one; no sum
 *     begun     the first day with an event there, as the subject; no sum, and no row if there is
 * none once      rows that belong to no customer there: the kind, a hash (as the measure), how many
 *     post      "E104 2026-10-11", an employee and since; a sum that is not 0
 *     employee, team, company   likewise
 *     end       how many rows there were */
#ifndef CX_PARTS_PARTS_H
#define CX_PARTS_PARTS_H

#include "fact/sums.h"
#include "render/table.h"

struct cx_merge;

/* Opens streams: files, "-" for stdin, which may hold several after each other. All of a pipe is
 * read here, before the caller opens a database that the pipe's programs may be at work in. */
int cx_merge_open(struct cx_merge **out, char *const *names, size_t count, struct cx_err *err);
/* One stream, or several, in memory: the text is copied, the name borrowed. */
int cx_merge_text(struct cx_merge **out, const char *text, const char *name, struct cx_err *err);
void cx_merge_free(struct cx_merge *merge); /* NULL is fine */

/* Adds up the streams; the caller frees the sums. CX_EDATA with file:line for a row of another
 * period, of a subject or measure that is not in plan and org, a measure that is defined otherwise
 * there, a stream that was cut or that comes twice. */
int cx_merge_sums(struct cx_sums **out, struct cx_merge *merge, const struct cx_plan *plan,
                  const struct cx_org *org, const struct cx_period *periods, size_t count,
                  struct cx_err *err);

/* Once they are added up: CX_EDATA where they are of parts, and one is missing. */
int cx_merge_check(const struct cx_merge *merge, struct cx_err *err);

/* Fills a table with the stream of a period's sums and those of the one before: the database's, or
 * with `merge` what the streams add up to. */
int cx_partial_table(struct cx_table *out, struct cx_db *db, const struct cx_period *period,
                     struct cx_merge *merge, struct cx_err *err);

#endif
