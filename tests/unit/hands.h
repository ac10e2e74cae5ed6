/* Changes of hands as text, for the tests of assign/. */
#ifndef CX_UNIT_HANDS_H
#define CX_UNIT_HANDS_H

#include "assign/assign.h"
#include "files.h"
#include "staff.h"
#include "store/id.h"
#include "views.h"

typedef int assigner(struct cx_moves **, struct cx_db *, const struct cx_assign_options *,
                     struct cx_err *);

/* 2026-10-31 12:00, as the company's. */
static inline struct cx_assign_options assign_options(void)
{
    return (struct cx_assign_options){
        .now = c.options.now, .until = c.options.now, .arguments = "cx-assign --test"};
}

#define MOVES "account_id,day,stage,from_employee,to_employee,reason\n"

/* The moves of one run, written as CSV. */
static inline void ck_moves(assigner *assign, const struct cx_assign_options *options,
                            const char *wanted)
{
    struct cx_moves *moves = NULL;
    struct cx_buf text = {0};
    struct cx_table *table = cx_table_into(&text, CX_FORMAT_CSV);
    ck_assert_msg(assign(&moves, c.db, options, &c.err) == 0, "%s", c.err.text);
    ck_assert_int_eq(view_end(table, cx_moves_table(table, moves, c.db, &c.err)), 0);
    ck_assert_str_eq(cx_buf_str(&text), wanted);
    cx_buf_fini(&text);
    cx_moves_free(moves);
}

/* The episodes of one account as "E1 from..to, …"; no to where it is still held. */
static inline void ck_episodes(const char *account, const char *wanted)
{
    struct cx_stmt *stmt = NULL;
    struct cx_buf got = {0};
    char holder[CX_ID_MAX + 1], from[CX_DATE_TEXT], to[CX_DATE_TEXT];
    int64_t id;
    int rc;
    ck_assert_int_eq(cx_id_find(&id, c.db, account, strlen(account), &c.err), 0);
    ck_assert_int_eq(cx_stmt_new(&stmt, c.db,
                                 "SELECT employee_id, \"from\", \"to\" FROM assignments "
                                 "WHERE account_id = ?1 ORDER BY \"from\"",
                                 &c.err),
                     0);
    cx_stmt_bind_int(stmt, 1, id);
    while ((rc = cx_stmt_step(stmt, &c.err)) == 1)
        cx_buf_printf(&got, "%s%s %s..%s", got.len ? ", " : "",
                      cx_id_text(holder, c.db, cx_stmt_int(stmt, 0)),
                      cx_date_format(from, (cx_date)cx_stmt_int(stmt, 1)),
                      cx_stmt_is_null(stmt, 2) ? ""
                                               : cx_date_format(to, (cx_date)cx_stmt_int(stmt, 2)));
    cx_stmt_free(stmt);
    ck_assert_int_eq(rc, 0);
    ck_assert_str_eq(cx_buf_str(&got), wanted);
    cx_buf_fini(&got);
}

#endif
