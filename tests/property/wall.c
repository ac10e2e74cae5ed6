/* What is paid at the end of a day does not change by what happens later. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "company.h"
#include "fact/wall.h"

/* The rows of a table whose column says a day until `last`; or the same as another column, if any
 * (-1: none): a person's first post, which others name. */
static struct cx_buf rows_until(const struct cx_buf *table, int column, const char *last, int other)
{
    struct cx_buf out = {0};
    bool is_header = true;
    for (const char *s = table->data; *s; s += strcspn(s, "\n") + 1) {
        const char *cell = cell_of(s, column);
        if (is_header || strncmp(cell, last, strlen(last)) <= 0 ||
            (other >= 0 && strncmp(cell, cell_of(s, other), strlen(last)) == 0))
            cx_buf_add(&out, s, strcspn(s, "\n") + 1);
        is_header = false;
    }
    return out;
}

/* Shares of payments that are there. */
static struct cx_buf credits_of(const struct world *world, const struct cx_buf *payments)
{
    struct cx_buf out = {0};
    bool is_header = true;
    for (const char *s = world->tables[CREDITS].data; *s; s += strcspn(s, "\n") + 1) {
        char id[32];
        snprintf(id, sizeof id, "\n%.*s,", (int)strcspn(s, ","), s);
        if (is_header || strstr(payments->data, id))
            cx_buf_add(&out, s, strcspn(s, "\n") + 1);
        is_header = false;
    }
    return out;
}

/* Episodes that have begun by a day, without an end that is later. */
static struct cx_buf episodes_until(const struct world *world, const char *last)
{
    struct cx_buf begun = rows_until(&world->tables[ASSIGNMENTS], 2, last, -1), out = {0};
    for (const char *s = begun.data; *s; s += strcspn(s, "\n") + 1) {
        const char *end = cell_of(s, 3);
        bool is_later = s > begun.data && strncmp(end, last, strlen(last)) > 0;
        cx_buf_add(&out, s, is_later ? (size_t)(end - s) : strcspn(s, "\n"));
        cx_buf_putc(&out, '\n');
    }
    cx_buf_fini(&begun);
    return out;
}

/* Accounts become others from a day on. */
static void change_accounts(struct world *world, int day, struct cx_buf *out)
{
    char since[CX_DATE_TEXT];
    cx_buf_puts(out, "account_id,due_on,amount,product,since\n");
    for (const char *s = strchr(world->tables[ACCOUNTS].data, '\n') + 1; *s;
         s += strcspn(s, "\n") + 1) {
        if (pick(world, 3) == 0)
            cx_buf_printf(out, "%.*s,boat,%s\n", (int)(cell_of(s, 3) - s - 1), s,
                          cx_date_format(since, day + pick(world, 9)));
    }
}

static char *pay_at(struct cx_db *db, cx_time now)
{
    struct cx_err err = {0};
    must(cx_wall_raise(db, now, CX_DATE_NONE, &err), &err, "wall");
    struct cx_bonus *bonus = pay(db, score(db));
    char *text = all_of(bonus);
    cx_bonus_free(bonus);
    return text;
}

/* What is paid at the end of a day of October is the same when the rest has come: what happens
 * later, who holds what then, a team that moves after it, accounts that are others from then on. */
void check_wall(struct world *world)
{
    char last[CX_DATE_TEXT], next[CX_DATE_TEXT];
    cx_date day = cx_period_month(2026, 10).from + 2 + pick(world, 27);
    cx_time now = ((cx_time)day + 1) * 86400 - 1;
    struct world early = *world;
    struct cx_buf teams = world->tables[TEAMS];
    cx_date_format(last, day);
    early.tables[EMPLOYEES] = rows_until(&world->tables[EMPLOYEES], 1, last, 4);
    early.tables[PAYMENTS] = rows_until(&world->tables[PAYMENTS], 2, last, -1);
    early.tables[CONTACTS] = rows_until(&world->tables[CONTACTS], 3, last, -1);
    early.tables[ASSIGNMENTS] = episodes_until(world, last);
    early.tables[FEEDBACK] = rows_until(&world->tables[FEEDBACK], 2, last, -1);
    early.tables[CREDITS] = credits_of(world, &early.tables[PAYMENTS]);
    struct cx_db *before = load(&early), *after = load(&early);
    char *first = pay_at(before, now);
    world->tables[TEAMS] = (struct cx_buf){0};
    cx_buf_printf(&world->tables[TEAMS], "team_id,since,parent_id\nT%d,%s,T0\n",
                  world->team_count - 1, cx_date_format(next, day + 1 + pick(world, 9)));
    import(after, world);
    struct world changed = *world;
    changed.tables[ACCOUNTS] = (struct cx_buf){0};
    change_accounts(world, day + 1, &changed.tables[ACCOUNTS]);
    import(after, &changed);
    cx_buf_fini(&changed.tables[ACCOUNTS]);
    cx_bonus_free(pay(after, score(after))); /* the whole month is kept */
    char *second = pay_at(after, now);
    same(first, second, "what is later changes what is paid");
    free(first);
    free(second);
    cx_buf_fini(&world->tables[TEAMS]);
    world->tables[TEAMS] = teams;
    for (int i = 0; i < TABLES; i++) {
        if (early.tables[i].data != world->tables[i].data)
            cx_buf_fini(&early.tables[i]);
    }
    cx_db_close(before);
    cx_db_close(after);
}
