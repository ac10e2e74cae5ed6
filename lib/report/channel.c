/* channel: what each channel brings and costs, in each team and the company. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/mem.h"
#include "report/adhoc.h"
#include "report/tables.h"

enum { CONTACTS, SUCCESSES, COST, RECOVERED, CONTACTED, FIGURES };
enum { CHANNELS = CONTACTED_CHANNELS, NO_CHANNEL = CHANNELS };

struct figures {
    int64_t n[FIGURES]; /* counts whole, money in cents */
};

/* Costs are sums of the report's own. Recovered amounts take far longer to add up: if the plan has
 * a measure of them for each channel, its kept sums are used. */
struct channels {
    struct cx_sums *costs; /* a measure for each channel */
    struct cx_sums *recovered;
    int at[CHANNELS + 1]; /* a channel's measure in recovered, and that of all */
    const struct contacted *contacted;
};

static int add_up_costs(struct channels *of, struct cx_db *db, const struct cx_plan *plan,
                        const struct cx_org *org, const struct cx_period *period,
                        struct cx_err *err)
{
    struct adhoc_measure measures[CHANNELS];
    struct cx_buf wheres[CHANNELS] = {{0}};
    for (int i = 0; i < CHANNELS; i++) {
        cx_buf_printf(&wheres[i], "channel = '%s'", cx_channels[i]);
        measures[i] = (struct adhoc_measure){CX_FACT_COST, CX_UNIT_MONEY, "amount", wheres[i].data};
    }
    int rc = adhoc_sums(&of->costs, db, plan, org, period, 1, measures, CHANNELS, err);
    for (int i = 0; i < CHANNELS; i++)
        cx_buf_fini(&wheres[i]);
    return rc;
}

/* The plan's measure of what was recovered after contacts by a channel, or in all; -1: it has none.
 */
static int plan_measure(const struct cx_plan *plan, int channel)
{
    char where[60] = "";
    if (channel != NO_CHANNEL)
        snprintf(where, sizeof where, "contact_channel = '%s'", cx_channels[channel]);
    for (size_t i = 0; i < plan->measure_count; i++) {
        const struct cx_quantity *of = &plan->quantities[i];
        if (of->fact == CX_FACT_PAYMENT && of->unit == CX_UNIT_MONEY &&
            strcmp(of->expression, "amount") == 0 && strcmp(of->where ? of->where : "", where) == 0)
            return (int)i;
    }
    return -1;
}

static int add_up_own(struct channels *of, struct cx_db *db, const struct cx_plan *plan,
                      const struct cx_org *org, const struct cx_period *period, struct cx_err *err)
{
    struct adhoc_measure measures[CHANNELS + 1];
    struct cx_buf wheres[CHANNELS] = {{0}};
    for (int i = 0; i < CHANNELS; i++) {
        cx_buf_printf(&wheres[i], "contact_channel = '%s'", cx_channels[i]);
        measures[i] =
            (struct adhoc_measure){CX_FACT_PAYMENT, CX_UNIT_MONEY, "amount", wheres[i].data};
        of->at[i] = i;
    }
    measures[NO_CHANNEL] = (struct adhoc_measure){CX_FACT_PAYMENT, CX_UNIT_MONEY, "amount", NULL};
    of->at[NO_CHANNEL] = NO_CHANNEL;
    int rc = adhoc_sums(&of->recovered, db, plan, org, period, 1, measures, CHANNELS + 1, err);
    for (int i = 0; i < CHANNELS; i++)
        cx_buf_fini(&wheres[i]);
    return rc;
}

static int compute(struct channels *of, struct cx_db *db, const struct cx_plan *plan,
                   const struct cx_org *org, const struct reached *reached, struct cx_err *err)
{
    const struct cx_period *period = &reached->ledger->period;
    bool is_planned = true;
    for (int i = 0; i <= CHANNELS; i++) {
        of->at[i] = plan_measure(plan, i);
        is_planned = is_planned && of->at[i] >= 0;
    }
    int rc = is_planned ? cx_sums_compute(&of->recovered, db, plan, org, period, 1, err)
                        : add_up_own(of, db, plan, org, period, err);
    of->contacted = reached->contacted;
    return rc < 0 ? rc : add_up_costs(of, db, plan, org, period, err);
}

static struct figures figures_of(const struct channels *of, size_t subject, int channel)
{
    const struct contacted *contacted = &of->contacted[subject * CHANNELS + (size_t)channel];
    return (struct figures){
        {[CONTACTS] = contacted->contacts,
         [SUCCESSES] = contacted->successes,
         [COST] = cx_sums_get(of->costs, 0, subject, (size_t)channel),
         [RECOVERED] = cx_sums_get(of->recovered, 0, subject, (size_t)of->at[channel]),
         [CONTACTED] = contacted->cents}};
}

/* What came in without a contact before it that reached somebody. */
static struct figures of_no_channel(const struct channels *of, size_t subject)
{
    struct figures out = {{0}};
    out.n[RECOVERED] = cx_sums_get(of->recovered, 0, subject, (size_t)of->at[NO_CHANNEL]);
    for (int channel = 0; channel < CHANNELS; channel++)
        out.n[RECOVERED] -= figures_of(of, subject, channel).n[RECOVERED];
    return out;
}

/* Money recovered per unit of money spent. */
static int64_t return_of(const struct figures *of)
{
    return report_share(of->n[RECOVERED], 2, of->n[COST], 2, 6);
}

/* What a unit recovered costs, as a multiple of the mean. */
static int64_t cost_to_mean(const struct figures *of, const struct figures *mean)
{
    if (of->n[COST] == 0 && of->n[RECOVERED] != 0 && return_of(mean) != CX_NO_VALUE)
        return 0;
    return report_share(return_of(mean), 6, return_of(of), 6, 4);
}

/* mean: of the same channel over all teams; NULL: of the company itself there is none. */
static void add_row(struct cx_table *table, const char *team_id, const char *name,
                    const char *channel, const struct figures *of, const struct figures *mean)
{
    static const struct figures nothing;
    mean = mean ? mean : &nothing;
    int64_t success = report_share(of->n[SUCCESSES], 0, of->n[CONTACTS], 0, 6);
    int64_t mean_success = report_share(mean->n[SUCCESSES], 0, mean->n[CONTACTS], 0, 6);
    int64_t rate = report_share(of->n[RECOVERED], 2, of->n[CONTACTED], 2, 6);
    int64_t mean_rate = report_share(mean->n[RECOVERED], 2, mean->n[CONTACTED], 2, 6);
    const struct cx_cell cells[] = {
        cx_cell_text(team_id),
        cx_cell_text(name),
        cx_cell_word(channel),
        cx_cell_n(of->n[CONTACTS]),
        report_percent(success, -1),
        report_percent(mean_success, -1),
        cx_cell_n(of->n[CONTACTED]),
        cx_cell_n(of->n[RECOVERED]),
        report_percent(rate, -1),
        report_percent(mean_rate, -1),
        cx_cell_n(of->n[COST]),
        report_cell(return_of(of), -1),
        report_cell(return_of(mean), -1),
        report_cell(cost_to_mean(of, mean), -1),
    };
    cx_table_keep(table, cells);
}

static void add_subject(struct cx_table *table, const struct channels *channels, size_t subject,
                        const char *team_id, const char *name, const struct cx_org *org)
{
    size_t company = cx_subject_of_company(org);
    for (int channel = 0; channel < CHANNELS; channel++) {
        struct figures of = figures_of(channels, subject, channel);
        struct figures mean = figures_of(channels, company, channel);
        if (of.n[CONTACTS] || of.n[RECOVERED] || of.n[COST])
            add_row(table, team_id, name, cx_channels[channel], &of,
                    subject == company ? NULL : &mean);
    }
    struct figures none = of_no_channel(channels, subject);
    if (none.n[RECOVERED])
        add_row(table, team_id, name, "none", &none, NULL);
}

enum { RECOVERED_COLUMN = 7, RETURN = 11 };

/* Which of the company's channels recovers most for its cost; where costs are not known, what each
 * recovers. */
static void say(struct cx_table *table, size_t channels)
{
    size_t best = 0;
    double most = -1, value;
    for (size_t row = 0; row < channels; row++) {
        if (!cx_table_real(&value, table, row, RETURN) || value <= most)
            continue;
        best = row;
        most = value;
    }
    if (most >= 0)
        cx_table_say(table, "%s brings most for each unit spent",
                     cx_table_cell(table, best, 2)->text);
    else {
        table->chart.first = RECOVERED_COLUMN;
        cx_table_say(table, "What each channel brings");
    }
}

int make_channels(struct cx_table *out, struct cx_db *db, const struct cx_plan *plan,
                  const struct cx_org *org, const struct reached *reached, struct cx_err *err)
{
    static const struct cx_column columns[] = {
        {"team_id", "Team", CX_CELL_TEXT, 0, false},
        {"name", "Team name", CX_CELL_TEXT, 0, false},
        {"channel", "Channel", CX_CELL_TEXT, 0, false},
        {"contacts", "Contacts", CX_CELL_NUMBER, 0, false},
        {"success", "Success", CX_CELL_NUMBER, 6, false},
        {"mean_success", "Mean success", CX_CELL_NUMBER, 6, false},
        {"contacted", "Owed by those contacted", CX_CELL_MONEY, 2, false},
        {"recovered", "Recovered", CX_CELL_MONEY, 2, false},
        {"rate", "Recovered of it", CX_CELL_NUMBER, 6, false},
        {"mean_rate", "Mean rate", CX_CELL_NUMBER, 6, false},
        {"cost", "Cost", CX_CELL_MONEY, 2, false},
        {"return", "Recovered per unit spent", CX_CELL_NUMBER, 6, false},
        {"mean_return", "Mean of it", CX_CELL_NUMBER, 6, false},
        {"cost_to_mean", "Cost against the mean", CX_CELL_NUMBER, 4, false},
    };
    struct channels sums = {0};
    int rc = compute(&sums, db, plan, org, reached, err);
    if (rc == 0) {
        size_t company = cx_subject_of_company(org);
        cx_table_title(out, "Channels");
        cx_table_columns(out, columns, sizeof columns / sizeof *columns);
        out->keys = 3;
        add_subject(out, &sums, company, NULL, cx_shown_word("company"), org);
        size_t channels = out->row_count;
        for (int i = 0; i < org->team_count; i++)
            add_subject(out, &sums, cx_subject_of_team(org, i), org->teams[i].key,
                        org->teams[i].name, org);
        out->chart = (struct cx_chart){.kind = channels ? CX_CHART_BARS : CX_CHART_NONE,
                                       .label = 2,
                                       .first = RETURN,
                                       .count = 1,
                                       .rows = channels,
                                       .is_choice = true};
        say(out, channels);
    }
    cx_sums_free(sums.costs);
    cx_sums_free(sums.recovered);
    return rc;
}

REPORT(report_channel)
{
    struct cx_plan *plan = NULL;
    struct cx_org *org = NULL;
    struct reached *reached = NULL;
    int rc = cx_plan_load(&plan, db, options->period.to - 1, err);
    if (rc == 0)
        rc = cx_org_load(&org, db, err);
    if (rc == 0)
        rc = reached_begin(&reached, db, NULL, org, &options->period, NULL, err);
    if (rc == 0)
        rc = reached_end(reached, err);
    if (rc == 0)
        rc = make_channels(out, db, plan, org, reached, err);
    reached_free(reached);
    cx_org_free(org);
    cx_plan_free(plan);
    return rc;
}
