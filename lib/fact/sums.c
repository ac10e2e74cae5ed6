#include "fact/sums.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "fact/fresh.h"
#include "fact/kept.h"
#include "fact/make.h"
#include "fact/proof.h"
#include "fact/stale.h"
#include "fact/sums.sql.h"

/* No row is of a day before the first of which anything tells, and none counts yet of a day to come
 * (read_days): of a time that is asked for by the century, most days need no sums. */
static int need_leave(struct need *need, const struct kept *kept, struct cx_err *err)
{
    int64_t first = CX_DATE_NONE, today = cx_db_today(kept->db);
    int rc = cx_db_get_int(&first, kept->db, SQL_first_day, NULL, err);
    for (int f = 0; rc == 0 && f < CX_FACTS; f++) {
        for (cx_date day = need->first; need->days[f] && day < need->end; day++) {
            if (day < first || day > today)
                need->days[f][day - need->first] = false;
        }
    }
    return rc;
}

static bool is_any_needed(const struct need *need)
{
    size_t days = (size_t)(need->end - need->first);
    bool is_any = false;
    for (int f = 0; !is_any && f < CX_FACTS; f++)
        is_any = (need->days[f] && memchr(need->days[f], true, days)) ||
                 (need->of_periods[f] && memchr(need->of_periods[f], true, need->period_count));
    return is_any;
}

/* Takes away what is kept. 1: something is left to be made; 0: nothing. */
static int need_look(struct need *need, const struct kept *kept, struct cx_err *err)
{
    int rc = 0;
    for (int f = 0; rc == 0 && f < CX_FACTS; f++) {
        enum cx_fact fact = (enum cx_fact)f;
        if (need->days[f])
            rc = kept_find_days(need->days[f], kept, fact, need->first, need->end, err);
        for (size_t i = 0; rc == 0 && need->of_periods[f] && i < need->period_count; i++) {
            int found = kept_has_period(kept, fact, &need->periods[i], err);
            need->of_periods[f][i] = found == 0;
            rc = found < 0 ? found : 0;
        }
    }
    if (rc == 0 && is_any_needed(need))
        rc = need_leave(need, kept, err);
    return rc < 0 ? rc : is_any_needed(need);
}

/* Has everything kept that the periods need. */
static int prepare(struct kept *kept, const struct cx_period *periods, size_t count,
                   struct cx_err *err)
{
    struct need need;
    cx_date since;
    need_init(&need, kept, periods, count);
    int rc = need_look(&need, kept, err), fresh = rc < 0 ? 0 : fresh_look(&since, kept, err);
    if (rc == 0 && fresh == 0) {
        need_fini(&need);
        return 0;
    }
    if (rc >= 0 && fresh >= 0)
        rc = kept_open(kept, need.first, need.end, err);
    if (rc == 0 && fresh == 1)
        rc = kept_change(kept, since, err);
    if (rc == 0 && fresh == 1)
        rc = fresh_add(kept, since, err);
    need_fini(&need);
    need_init(&need, kept, periods, count);
    if (rc == 0 && (rc = need_look(&need, kept, err)) == 1)
        rc = make_sums(kept, &need, err);
    need_fini(&need);
    return rc < 0 ? rc : fresh < 0 ? fresh : 0;
}

/* What the day that is not over has of promises and instalments so far: made each time, and never
 * stored. */
static int make_running(const struct kept *kept, const struct cx_period *periods, size_t count,
                        struct cx_err *err)
{
    bool is_asked = false, due = true;
    if (kept->running == CX_DATE_NONE)
        return 0;
    struct cx_period day = {.kind = CX_PERIOD_DAY, .from = kept->running, .to = kept->running + 1};
    struct need need = {.first = day.from, .end = day.to, .periods = &day};
    for (size_t i = 0; i < count; i++)
        is_asked = is_asked || (day.from >= periods[i].from && day.from < periods[i].to);
    if (!is_asked)
        return 0;
    for (int fact = 0; fact < CX_FACTS; fact++) {
        if (is_open_today((enum cx_fact)fact) && kept->measures[fact].count > 0)
            need.days[fact] = &due;
    }
    int rc = cx_db_scratch(kept->db, err);
    return rc < 0 ? rc : make_sums(kept, &need, err);
}

static int add(struct cx_sums *sums, size_t period, size_t subject, const struct tally *tally,
               const int64_t *more, struct cx_err *err)
{
    const struct measures *measures = tally->measures;
    for (size_t i = 0; i < measures->count; i++) {
        int64_t *sum =
            &sums->values[(period * sums->subject_count + subject) * sums->measure_count +
                          measures->list[i]];
        if (__builtin_add_overflow(*sum, more[i], sum))
            return cx_err_set(err, CX_EDATA, "the sum of measure %s is too large",
                              measures->plan->quantities[measures->list[i]].name);
    }
    return 0;
}

/* What belongs to a team belongs to those above it on the day, and to the company. */
static int add_team(struct cx_sums *sums, size_t period, const struct kept *kept, int team,
                    cx_date day, const struct tally *tally, const int64_t *more, struct cx_err *err)
{
    const struct cx_org *org = kept->org;
    int rc = 0;
    for (int steps = 0; rc == 0 && team >= 0; team = cx_org_up(org, team, day, &steps))
        rc = add(sums, period, cx_subject_of_team(org, team), tally, more, err);
    return rc < 0 ? rc : add(sums, period, cx_subject_of_company(org), tally, more, err);
}

/* Posts become people, teams and the company. */
static int roll_up(struct cx_sums *sums, size_t period, const struct kept *kept, cx_date day,
                   const struct tally *tally, struct cx_err *err)
{
    const struct cx_org *org = kept->org;
    int rc = 0;
    for (int i = 0; rc == 0 && i < org->post_count; i++) {
        const struct cx_post *post = &org->posts[i];
        const int64_t *more = tally_sums(tally, 0, (size_t)i);
        rc = add(sums, period, (size_t)i, tally, more, err);
        if (rc == 0)
            rc = add(sums, period, cx_subject_of_person(org, post->person), tally, more, err);
        if (rc == 0)
            rc = add_team(sums, period, kept, post->team, day, tally, more, err);
    }
    for (int i = 0; rc == 0 && i < org->team_count; i++)
        rc = add_team(sums, period, kept, i, day, tally,
                      tally_sums(tally, 0, day_subject_of_team(org, i)), err);
    return rc < 0 ? rc
                  : add_team(sums, period, kept, -1, day, tally,
                             tally_sums(tally, 0, day_subject_of_nobody(org)), err);
}

static int read_period(struct cx_sums *sums, size_t period, const struct kept *kept,
                       enum cx_fact fact, const struct cx_period *days, struct cx_err *err)
{
    struct tally tally;
    tally_init(&tally, &kept->measures[fact], 1, sums->subject_count);
    int rc = kept_add_period(&tally, 0, kept, fact, days, err);
    for (size_t i = 0; rc == 0 && i < sums->subject_count; i++)
        rc = add(sums, period, i, &tally, tally_sums(&tally, 0, i), err);
    tally_fini(&tally);
    return rc;
}

/* Days on which the tree of teams is the same are rolled up together. */
static int read_days(struct cx_sums *sums, size_t period, const struct kept *kept,
                     enum cx_fact fact, const struct cx_period *days, struct cx_err *err)
{
    int rc = 0;
    cx_date today = cx_db_today(kept->db); /* what is decided later is not decided yet */
    cx_date end = today < days->to ? today + 1 : days->to;
    for (struct cx_period part = *days; rc == 0 && part.from < end; part.from = part.to) {
        struct tally tally;
        cx_date until = cx_org_tree_until(kept->org, part.from);
        part.to = until < end ? until : end;
        tally_init(&tally, &kept->measures[fact], 1, day_subject_count(kept->org));
        rc = kept_add_days(&tally, 0, kept, fact, &part, err);
        if (rc == 0)
            rc = roll_up(sums, period, kept, part.from, &tally, err);
        tally_fini(&tally);
    }
    return rc;
}

struct cx_sums *cx_sums_new(const struct cx_plan *plan, const struct cx_org *org, size_t periods)
{
    struct cx_sums *sums = cx_alloc(sizeof *sums);
    sums->period_count = periods;
    sums->subject_count = cx_subject_count(org);
    sums->measure_count = plan->measure_count;
    sums->values =
        cx_alloc((periods * sums->subject_count * sums->measure_count + 1) * sizeof *sums->values);
    return sums;
}

int cx_sums_compute(struct cx_sums **out, struct cx_db *db, const struct cx_plan *plan,
                    const struct cx_org *org, const struct cx_period *periods, size_t count,
                    struct cx_err *err)
{
    struct cx_sums *sums = cx_sums_new(plan, org, count);
    struct kept kept;
    int rc = kept_init(&kept, db, plan, org, err);
    if (rc == 0)
        rc = proof_note(db, periods, count, err);
    if (rc == 0)
        rc = prepare(&kept, periods, count, err);
    if (rc == 0)
        rc = make_running(&kept, periods, count, err);
    for (size_t i = 0; rc == 0 && i < count; i++) {
        for (int fact = 0; rc == 0 && fact < CX_FACTS; fact++) {
            if (kept.measures[fact].count > 0)
                rc = (is_by_period((enum cx_fact)fact) ? read_period : read_days)(
                    sums, i, &kept, (enum cx_fact)fact, &periods[i], err);
        }
    }
    kept_fini(&kept);
    if (rc < 0) {
        cx_sums_free(sums);
        return rc;
    }
    *out = sums;
    return 0;
}

static int find_days(cx_date *first, cx_date *last, struct cx_db *db, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    int rc = cx_stmt_new(&stmt, db, SQL_extent, err);
    if (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        *first = (cx_date)cx_stmt_int_or(stmt, 0, CX_DATE_NONE);
        *last = (cx_date)cx_stmt_int(stmt, 1);
    }
    cx_stmt_free(stmt);
    return rc < 0 ? rc : 0;
}

int cx_sums_forget_laid(struct cx_db *db, struct cx_err *err)
{
    return kept_forget_beside(db, err);
}

int cx_sums_rebuild(struct cx_db *db, const struct cx_plan *plan, const struct cx_org *org,
                    struct cx_err *err)
{
    struct cx_period *months = NULL;
    struct kept kept = {0};
    size_t count = 0, cap = 0;
    cx_date first = CX_DATE_NONE, last = 0;
    int rc = cx_stale_all(db, err);
    if (rc == 0)
        rc = find_days(&first, &last, db, err);
    cx_date day =
        first == CX_DATE_NONE ? last + 1 : cx_date_add_months(cx_date_month_start(first), -1);
    for (; day <= last; day = cx_date_add_months(day, 1)) {
        struct cx_ymd month = cx_date_split(day);
        CX_GROW(months, count, cap);
        months[count++] = cx_period_month(month.year, month.month);
    }
    if (rc == 0)
        rc = kept_init(&kept, db, plan, org, err);
    if (rc == 0)
        rc = prepare(&kept, months, count, err);
    kept_fini(&kept);
    free(months);
    return rc;
}

void cx_sums_free(struct cx_sums *sums)
{
    if (!sums)
        return;
    free(sums->values);
    free(sums);
}

int64_t cx_sums_get(const struct cx_sums *sums, size_t period, size_t subject, size_t measure)
{
    return sums->values[(period * sums->subject_count + subject) * sums->measure_count + measure];
}

int cx_sums_hand_over(struct cx_db *db, struct cx_err *err)
{
    return kept_hand_over(db, err);
}
