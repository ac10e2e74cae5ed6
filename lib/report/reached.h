/* Private to report/: a period's ledger, the stages of its accounts, and its contacts by channel
 * (contacted.h), which take long to read: a thread of its own reads them while others look at what
 * else there is. */
#ifndef CX_REPORT_REACHED_H
#define CX_REPORT_REACHED_H

#include "report/aging.h"
#include "report/contacted.h"
#include "report/ledger.h"

struct reading;
struct reached {
    struct ledger *ledger;
    struct aging *aging;         /* by the plan; NULL: there was none */
    struct contacted *contacted; /* by subject and channel */
    struct reading *reading;     /* NULL: nobody reads any more */
    bool is_large;               /* a thread of its own could be had */
};

/* Begins to read. In a thread, if a second connection sees the same data: the database is large,
 * and this transaction has written nothing. What is lent must last until reached_free. too: hears
 * the contacts as well, in that thread; NULL: nobody does. plan NULL: nobody asks for stages. */
int reached_begin(struct reached **out, struct cx_db *db, const struct cx_plan *plan,
                  const struct cx_org *org, const struct cx_period *period,
                  const struct contact_listener *too, struct cx_err *err);
/* Waits until all is read, or reads it. */
int reached_end(struct reached *reached, struct cx_err *err);
/* Keeps what others would have to add up again, where that takes long and can be (past/archive.h):
 * when all else is read, for it begins to write. */
void reached_keep(const struct reached *reached, struct cx_db *db);
void reached_free(struct reached *reached); /* NULL is fine */

#endif
