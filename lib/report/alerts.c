/* alerts: which fire, and the people and contacts behind each. */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/decimal.h"
#include "base/mem.h"
#include "plan/formula.h"
#include "report/alerts.sql.h"
#include "report/breaking.h"
#include "report/broken.h"
#include "report/firing.h"
#include "report/tables.h"
#include "store/id.h"

/* What the metrics of a condition rest on, as far as contacts can be shown for it. */
struct roots {
    bool conduct, promises;
};

static void look(struct roots *roots, const struct cx_plan *plan,
                 const struct cx_formulas *formulas, int quantity)
{
    const struct cx_quantity *of = &plan->quantities[quantity];
    if (of->is_metric) {
        size_t count;
        const struct cx_name *names = cx_expr_names(formulas->exprs[quantity], &count);
        for (size_t i = 0; i < count; i++) {
            if (names[i].form == CX_NAME_SELF)
                look(roots, plan, formulas, names[i].index);
        }
        return;
    }
    const char *texts[] = {of->expression, of->where ? of->where : ""};
    for (int i = 0; i < 2 && of->fact == CX_FACT_CONTACT; i++)
        roots->conduct =
            roots->conduct || strstr(texts[i], "violation") || strstr(texts[i], "complained");
    roots->conduct = roots->conduct || of->fact == CX_FACT_COMPLAINT;
    roots->promises = roots->promises || of->fact == CX_FACT_PROMISE;
}

struct table {
    struct cx_table *table;
    struct cx_db *db;
    const struct firings *firings;
    const struct cx_formulas *formulas;
    struct cx_err *err;
    struct broken_list broken; /* everybody's; has_broken: it was looked for */
    bool has_broken;
};

static struct cx_cell id_cell(char buf[CX_ID_MAX + 1], struct cx_db *db, int64_t id)
{
    return id ? cx_cell_text(cx_id_text(buf, db, id)) : CX_NULL_CELL;
}

/* Whose a row is: a team's (person -1), a person's, or one of their contacts. team -1: of several
 * teams, so that it is for those to see who see all of the person's posts. */
struct about {
    int team, person;
    int64_t contact; /* 0: none */
    cx_time at;
};

static void add_row(struct table *table, const struct firing *of, const char *what,
                    const struct about *about, const char *message)
{
    const struct firings *firings = table->firings;
    const struct cx_scores *scores = firings->todate->scores;
    const struct cx_alert *alert = &firings->plan->alerts[of->alert];
    const struct cx_org *org = scores->org;
    int metric = about->contact ? -1 : firings_subject(firings, of->alert), person = about->person;
    const struct cx_quantity *quantity = metric < 0 ? NULL : &firings->plan->quantities[metric];
    size_t subject =
        person >= 0 ? cx_subject_of_person(org, person) : cx_subject_of_team(org, of->team);
    char buf[CX_ID_MAX + 1];
    const struct cx_cell cells[] = {
        cx_cell_text(alert->id),
        cx_cell_word(cx_alert_severities[alert->severity]),
        cx_cell_word(what),
        cx_cell_text(about->team >= 0 ? org->teams[about->team].key : NULL),
        cx_cell_text(person >= 0 ? org->people[person].key : NULL),
        cx_cell_text(person >= 0 ? org->people[person].name : org->teams[of->team].name),
        quantity ? cx_cell_titled(quantity->name, quantity->title) : CX_NULL_CELL,
        quantity ? report_value(cx_scores_value(scores, subject, metric), quantity) : CX_NULL_CELL,
        id_cell(buf, table->db, about->contact),
        about->contact ? cx_cell_n(about->at) : CX_NULL_CELL,
        cx_cell_text(message),
    };
    cx_table_keep(table->table, cells);
}

/* Whether a person has a post in a team in the period, and has all of them there. */
static bool is_of_team(const struct cx_scores *scores, int person, int team, bool *is_all)
{
    bool is_any = false;
    *is_all = true;
    for (size_t i = 0; i < scores->post_count; i++) {
        const struct cx_post *post = &scores->org->posts[scores->posts[i].post];
        if (post->person != person)
            continue;
        bool is_in = cx_org_is_within(scores->org, post->team, team, scores->period.to - 1);
        is_any = is_any || is_in;
        *is_all = *is_all && is_in;
    }
    return is_any;
}

/* What is of all posts of a person. */
static void add_person(struct table *table, const struct firing *of, const char *what, int person,
                       const char *message)
{
    bool is_all;
    (void)is_of_team(table->firings->todate->scores, person, of->team, &is_all);
    const struct about about = {is_all ? of->team : -1, person, 0, 0};
    add_row(table, of, what, &about, message);
}

/* A contact is of the team that the person was in on the day by which it counts; of a team's alert,
 * if that is within the team. */
static void add_contact(struct table *table, const struct firing *of, struct about about,
                        cx_date day, const char *message)
{
    const struct cx_scores *scores = table->firings->todate->scores;
    int post = cx_org_post_on(scores->org, about.person, day);
    about.team = post < 0 ? -1 : scores->org->posts[post].team;
    if (of->person < 0) {
        if (about.team < 0 ||
            !cx_org_is_within(scores->org, about.team, of->team, scores->period.to - 1))
            return;
        about.team = of->team;
    }
    add_row(table, of, "contact", &about, message);
}

/* One person's contacts that are the subject of a complaint, a limit, a keyword or a review. */
static int add_conduct(struct table *table, const struct firing *of, int person)
{
    const struct todate *todate = table->firings->todate;
    struct cx_stmt *stmt = NULL;
    int rc = breaking_stmt(&stmt, table->db, SQL_conduct_contacts, table->err);
    if (rc == 0) {
        cx_stmt_bind_int(stmt, 1, todate->part.from);
        cx_stmt_bind_int(stmt, 2, todate->part.to);
        cx_stmt_bind_int(stmt, 4, todate->scores->org->people[person].id);
    }
    while (rc == 0 && (rc = cx_stmt_step(stmt, table->err)) == 1) {
        const struct about about = {-1, person, cx_stmt_int(stmt, 0), cx_stmt_int(stmt, 1)};
        add_contact(table, of, about, cx_date_of(about.at), cx_stmt_text(stmt, 2));
        rc = 0;
    }
    cx_stmt_free(stmt);
    return rc;
}

/* What became of it: by whether it named an amount, and of the debt. */
static void tell_promise(struct cx_buf *out, const struct broken *broken)
{
    static const char *const named[] = {
        [BROKEN_OWED] = N_("promised %s, due %s, paid %s"),
        [BROKEN_SETTLED] = N_("promised %s, due %s, paid %s; nothing was owed any more"),
        [BROKEN_CLOSED] = N_("promised %s, due %s, paid %s; the debt had been closed"),
    };
    static const char *const nameless[] = {
        [BROKEN_OWED] = N_("promised a payment, due %s, paid %s"),
        [BROKEN_SETTLED] = N_("promised a payment, due %s, paid %s; nothing was owed any more"),
        [BROKEN_CLOSED] = N_("promised a payment, due %s, paid %s; the debt had been closed"),
    };
    char promised[CX_DEC_TEXT], paid[CX_DEC_TEXT], day[CX_DATE_TEXT];
    cx_date_format(day, broken->promise.due);
    cx_dec_format(paid, broken->promise.paid, 2);
    if (broken->cents != INT64_MIN)
        cx_buf_show(out, named[broken->debt], cx_dec_format(promised, broken->cents, 2), day, paid);
    else
        cx_buf_show(out, nameless[broken->debt], day, paid);
}

static void add_promise(struct table *table, const struct firing *of, int person,
                        const struct broken *broken)
{
    const struct about about = {-1, person, broken->contact, broken->promised_at};
    struct cx_buf message = {0};
    tell_promise(&message, broken);
    add_contact(table, of, about, broken->promise.judged, cx_buf_str(&message));
    cx_buf_fini(&message);
}

/* The broken promises of one person's contacts. Those of everybody are found once. */
static int add_promises(struct table *table, const struct firing *of, int person)
{
    const struct todate *todate = table->firings->todate;
    const struct cx_org *org = todate->scores->org;
    int grace_days = table->firings->plan->settings.promise_grace_days;
    int rc = 0;
    if (!table->has_broken)
        rc = broken_find(&table->broken, table->db, org, &todate->part, grace_days, table->err);
    table->has_broken = true;
    for (size_t i = 0; rc == 0 && i < table->broken.count; i++) {
        if (table->broken.list[i].employee == org->people[person].id)
            add_promise(table, of, person, &table->broken.list[i]);
    }
    return rc;
}

static int add_causes(struct table *table, const struct firing *of, int person)
{
    const struct cx_plan *plan = table->firings->plan;
    struct roots roots = {0};
    size_t count;
    const struct cx_name *names = cx_expr_names(table->firings->whens[of->alert], &count);
    int rc = 0;
    for (size_t i = 0; i < count; i++) {
        if (names[i].form == CX_NAME_SELF)
            look(&roots, plan, table->formulas, names[i].index);
    }
    if (roots.conduct)
        rc = add_conduct(table, of, person);
    if (rc == 0 && roots.promises)
        rc = add_promises(table, of, person);
    return rc;
}

/* What people can be compared with their team in; -1: nothing. */
static int compared(const struct firings *firings, const struct firing *of)
{
    int metric = firings_subject(firings, of->alert);
    return metric >= 0 && cx_plan_is_sum(firings->plan, metric)
               ? -1 /* a person's part of a sum is always less than the team's */
               : metric;
}

/* Whether a person is behind a team's alert: the condition is true for the person as well, or they
 * do worse than their team in the metric; if there is none (-1), only the former. */
static int is_behind_it(const struct firings *firings, const struct firing *of, int metric,
                        int person, struct cx_err *err)
{
    const struct cx_scores *scores = firings->todate->scores;
    int rc = firings_holds(firings, of->alert, person, err);
    if (rc != 0 || metric < 0)
        return rc;
    const struct cx_quantity *quantity = &firings->plan->quantities[metric];
    int64_t own = cx_scores_value(scores, cx_subject_of_person(scores->org, person), metric);
    int64_t all = cx_scores_value(scores, cx_subject_of_team(scores->org, of->team), metric);
    if (own == CX_NO_VALUE || all == CX_NO_VALUE)
        return 0;
    return quantity->better == CX_BETTER_LOW ? own > all : own < all;
}

static int add_people(struct table *table, const struct firing *of)
{
    const struct cx_scores *scores = table->firings->todate->scores;
    int rc = 0, metric = compared(table->firings, of);
    for (int person = 0; rc == 0 && person < scores->org->person_count; person++) {
        bool is_all;
        if (!is_of_team(scores, person, of->team, &is_all))
            continue;
        rc = is_behind_it(table->firings, of, metric, person, table->err);
        if (rc <= 0)
            continue;
        add_person(table, of, "person", person, NULL);
        rc = add_causes(table, of, person);
    }
    return rc;
}

static int add_firing(struct table *table, const struct firing *of)
{
    const struct cx_alert *alert = &table->firings->plan->alerts[of->alert];
    const struct about team = {of->team, -1, 0, 0};
    if (of->person < 0) {
        add_row(table, of, "alert", &team, alert->message);
        return add_people(table, of);
    }
    add_person(table, of, "alert", of->person, alert->message);
    return add_causes(table, of, of->person);
}

static void add_columns(struct cx_table *out, const struct todate *todate)
{
    static const struct cx_column columns[] = {
        {"alert_id", "Alert", CX_CELL_TEXT, 0, false},
        {"severity", "Severity", CX_CELL_TEXT, 0, false},
        {"what", "Row", CX_CELL_TEXT, 0, false},
        {"team_id", "Team", CX_CELL_TEXT, 0, false},
        {"employee_id", "Employee", CX_CELL_TEXT, 0, false},
        {"name", "Name", CX_CELL_TEXT, 0, false},
        {"metric", "Metric", CX_CELL_TEXT, 0, false},
        {"value", "Value", CX_CELL_NUMBER, 6, false},
        {"contact_id", "Contact", CX_CELL_TEXT, 0, false},
        {"at", "When", CX_CELL_TIME, 0, false},
        {"message", "Why", CX_CELL_TEXT, 0, false},
    };
    cx_table_title(out, "Alerts");
    cx_table_columns(out, columns, sizeof columns / sizeof *columns);
    out->kept = "severity what name value contact_id message";
    cx_table_note(out, "%s", todate->part.name);
}

static int make_alerts(struct cx_table *out, struct cx_db *db, const struct firings *firings,
                       struct cx_err *err)
{
    struct cx_formulas *formulas = NULL;
    struct table table = {.table = out, .db = db, .firings = firings, .err = err};
    int bad, rc = cx_formulas_new(&formulas, firings->plan, &bad, err);
    table.formulas = formulas;
    add_columns(out, firings->todate);
    for (size_t i = 0; rc == 0 && i < firings->count; i++)
        rc = add_firing(&table, &firings->list[i]);
    cx_formulas_free(formulas);
    broken_fini(&table.broken);
    return rc;
}

REPORT(report_alerts)
{
    struct todate *todate = NULL;
    struct firings *firings = NULL;
    int rc = todate_load(&todate, db, &options->period, options->until, err);
    if (rc == 0)
        rc = firings_new(&firings, todate, err);
    if (rc == 0)
        rc = make_alerts(out, db, firings, err);
    for (size_t i = 0; rc == 0 && i < firings->count; i++) {
        if (options->fail_on >= 0 &&
            firings->plan->alerts[firings->list[i].alert].severity >= options->fail_on)
            options->has_fired = true;
    }
    firings_free(firings);
    todate_free(todate);
    return rc;
}
