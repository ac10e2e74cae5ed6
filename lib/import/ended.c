#include "import/ended.h"

#include <stdlib.h>

#include "base/idset.h"
#include "base/mem.h"
#include "import/ended.sql.h"
#include "store/id.h"
#include "store/undo.h"

/* An episode that ended with a person's last day. */
struct parting {
    int64_t account, person, day;
};

struct ended {
    int64_t since;             /* the day of the first run of cx-assign after the import */
    struct cx_idset *of_money; /* accounts whose debts or payments the import changed */
    struct cx_idset *told;     /* accounts whose episodes an import changed after cx-assign */
    struct parting *partings;  /* of people whose posts it changed */
    size_t count, cap;
};

/* What looks up the account of each row that the import added or changed in a table. */
struct lookup {
    struct ended *ended;
    struct cx_stmt *stmt; /* NULL: the rows are the accounts themselves */
    struct cx_err *err;
    int rc;
};

static bool note_account(void *context, int64_t id)
{
    struct lookup *lookup = context;
    if (!lookup->stmt) {
        cx_idset_add(lookup->ended->of_money, id);
        return true;
    }
    cx_stmt_bind_int(lookup->stmt, 1, id);
    lookup->rc = cx_stmt_step(lookup->stmt, lookup->err);
    if (lookup->rc == 1)
        cx_idset_add(lookup->ended->of_money, cx_stmt_int(lookup->stmt, 0));
    if (lookup->rc >= 0)
        cx_stmt_reset(lookup->stmt);
    return lookup->rc >= 0;
}

/* sql: the account of a row with the id ?1; NULL: it is one. */
static int note_accounts(struct ended *ended, struct cx_db *db, int64_t seq, const char *table,
                         const char *sql, struct cx_err *err)
{
    struct lookup lookup = {.ended = ended, .err = err};
    struct cx_idset *ids = cx_idset_new();
    int rc = cx_undo_ids(ids, db, seq, table, err);
    if (rc == 0 && sql)
        rc = cx_stmt_new(&lookup.stmt, db, sql, err);
    if (rc == 0 && !cx_idset_each(ids, note_account, &lookup))
        rc = lookup.rc;
    cx_stmt_free(lookup.stmt);
    cx_idset_free(ids);
    return rc;
}

static int note_people(struct ended *ended, struct cx_db *db, int64_t seq, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, db, SQL_of_people, err);
    if (rc == 0)
        cx_stmt_bind_int(stmt, 1, seq);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        CX_GROW(ended->partings, ended->count, ended->cap);
        ended->partings[ended->count++] =
            (struct parting){cx_stmt_int(stmt, 0), cx_stmt_int(stmt, 1), cx_stmt_int(stmt, 2)};
        rc = 0;
    }
    cx_stmt_free(stmt);
    return rc;
}

static int note_told(struct ended *ended, struct cx_db *db, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, db, SQL_told, err);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        cx_idset_add(ended->told, cx_stmt_int(stmt, 0));
        rc = 0;
    }
    cx_stmt_free(stmt);
    return rc;
}

/* The day of the first run of cx-assign since; false: there was none. */
static int find_run(bool *is_any, int64_t *day, struct cx_db *db, int64_t seq, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_first(&stmt, db, SQL_first_run, seq, err);
    *is_any = rc == 1 && !cx_stmt_is_null(stmt, 0);
    if (*is_any)
        *day = cx_stmt_int(stmt, 0);
    cx_stmt_free(stmt);
    return rc < 0 ? rc : 0;
}

int ended_begin(struct ended **out, struct cx_db *db, int64_t seq, struct cx_err *err)
{
    struct ended *ended = cx_alloc(sizeof *ended);
    bool is_any = false;
    *ended = (struct ended){.of_money = cx_idset_new(), .told = cx_idset_new()};
    *out = ended;
    int rc = find_run(&is_any, &ended->since, db, seq, err);
    if (rc < 0 || !is_any)
        return rc;
    rc = note_accounts(ended, db, seq, "payments", SQL_of_payment, err);
    if (rc == 0)
        rc = note_accounts(ended, db, seq, "arrangements", SQL_of_arrangement, err);
    if (rc == 0)
        rc = note_accounts(ended, db, seq, "accounts", NULL, err);
    if (rc == 0)
        rc = note_told(ended, db, err);
    return rc < 0 ? rc : note_people(ended, db, seq, err);
}

void ended_free(struct ended *ended)
{
    if (!ended)
        return;
    cx_idset_free(ended->of_money);
    cx_idset_free(ended->told);
    free(ended->partings);
    free(ended);
}

/* What asks whether an account is one. */
struct question {
    int64_t *count, *least;
    const struct cx_idset *told;
    struct cx_stmt *stmt;
    int64_t since; /* of_money */
    struct cx_err *err;
    int rc;
};

/* The account is one if the statement, whose parameters are bound, has a row. */
static bool ask(struct question *question, int64_t account)
{
    question->rc = cx_stmt_step(question->stmt, question->err);
    if (question->rc == 1) {
        ++*question->count;
        *question->least = account < *question->least ? account : *question->least;
    }
    if (question->rc >= 0)
        cx_stmt_reset(question->stmt);
    return question->rc >= 0;
}

static bool ask_of_money(void *context, int64_t account)
{
    struct question *question = context;
    if (cx_idset_has(question->told, account))
        return true;
    cx_stmt_bind_int(question->stmt, 1, account);
    cx_stmt_bind_int(question->stmt, 2, question->since);
    return ask(question, account);
}

int ended_count(struct cx_undone *undone, const struct ended *ended, struct cx_db *db,
                struct cx_err *err)
{
    int64_t least = INT64_MAX;
    struct question of_money = {&undone->ended, &least, ended->told, .since = ended->since,
                                .err = err};
    struct question of_people = {&undone->ended, &least, ended->told, .err = err};
    int rc = cx_stmt_new(&of_money.stmt, db, SQL_is_of_money, err);
    if (rc == 0)
        rc = cx_stmt_new(&of_people.stmt, db, SQL_is_there, err);
    if (rc == 0 && !cx_idset_each(ended->of_money, ask_of_money, &of_money))
        rc = of_money.rc;
    for (size_t i = 0; rc == 0 && i < ended->count; i++) {
        const struct parting *parting = &ended->partings[i];
        if (cx_idset_has(ended->of_money, parting->account) ||
            cx_idset_has(ended->told, parting->account))
            continue;
        cx_stmt_bind_int(of_people.stmt, 1, parting->person);
        cx_stmt_bind_int(of_people.stmt, 2, parting->day);
        if (!ask(&of_people, parting->account))
            rc = of_people.rc;
    }
    cx_stmt_free(of_money.stmt);
    cx_stmt_free(of_people.stmt);
    if (rc == 0 && undone->ended > 0)
        cx_id_text(undone->ended_first, db, least);
    return rc;
}
