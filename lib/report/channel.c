/* channel: what each channel brings and costs, in each team and the company. */
#include <stdlib.h>

#include "base/buf.h"
#include "base/mem.h"
#include "report/adhoc.h"
#include "report/tables.h"

enum { CONTACTS, SUCCESSES, RECOVERED, COST, FIGURES };
enum { CHANNELS = CX_LEGAL + 1 };

struct figures {
    int64_t n[FIGURES]; /* counts whole, money in cents */
};

static int compute(struct cx_sums **sums, struct cx_db *db, const struct cx_org *org,
                   const struct cx_period *period, struct cx_err *err)
{
    struct adhoc_measure measures[CHANNELS * FIGURES];
    struct cx_buf wheres[CHANNELS * FIGURES] = {{0}};
    for (int i = 0; i < CHANNELS; i++) {
        struct adhoc_measure *of = &measures[i * FIGURES];
        struct cx_buf *where = &wheres[i * FIGURES];
        cx_buf_printf(&where[CONTACTS], "channel = '%s'", cx_channels[i]);
        cx_buf_printf(&where[SUCCESSES], "channel = '%s' and outcome in ('promised', 'paid')",
                      cx_channels[i]);
        cx_buf_printf(&where[RECOVERED], "contact_channel = '%s'", cx_channels[i]);
        cx_buf_printf(&where[COST], "channel = '%s'", cx_channels[i]);
        of[CONTACTS] = (struct adhoc_measure){CX_FACT_CONTACT, CX_UNIT_COUNT, "1", NULL};
        of[SUCCESSES] = of[CONTACTS];
        of[RECOVERED] = (struct adhoc_measure){CX_FACT_PAYMENT, CX_UNIT_MONEY, "amount", NULL};
        of[COST] = (struct adhoc_measure){CX_FACT_COST, CX_UNIT_MONEY, "amount", NULL};
        for (int k = 0; k < FIGURES; k++)
            of[k].where = cx_buf_str(&where[k]);
    }
    int rc = adhoc_sums(sums, db, org, period, measures, CHANNELS * FIGURES, err);
    for (int i = 0; i < CHANNELS * FIGURES; i++)
        cx_buf_fini(&wheres[i]);
    return rc;
}

static struct figures figures_of(const struct cx_sums *sums, size_t subject, int channel)
{
    struct figures out;
    for (int i = 0; i < FIGURES; i++) {
        out.n[i] = cx_sums_get(sums, 0, subject, (size_t)(channel * FIGURES + i));
        if (i <= SUCCESSES)
            out.n[i] /= 1000000; /* millionths of a count */
    }
    return out;
}

static struct figures all_channels(const struct cx_sums *sums, size_t subject)
{
    struct figures out = {{0}};
    for (int channel = 0; channel < CHANNELS; channel++) {
        struct figures one = figures_of(sums, subject, channel);
        for (int i = 0; i < FIGURES; i++)
            out.n[i] += one.n[i];
    }
    return out;
}

/* Money that came for each unit of money that was spent. */
static int64_t return_of(const struct figures *of)
{
    return report_share(of->n[RECOVERED], 2, of->n[COST], 2, 6);
}

static int64_t cost_of(const struct figures *of)
{
    return report_share(of->n[COST], 2, of->n[RECOVERED], 2, 6);
}

static void add_row(struct cx_grid *grid, const char *team_id, const char *name,
                    const char *channel, const struct figures *of, const struct figures *mean)
{
    int64_t success = report_share(of->n[SUCCESSES], 0, of->n[CONTACTS], 0, 6);
    int64_t mean_success = report_share(mean->n[SUCCESSES], 0, mean->n[CONTACTS], 0, 6);
    const struct cx_cell cells[] = {
        cx_cell_text(team_id),
        cx_cell_text(name),
        cx_cell_text(channel),
        cx_cell_n(of->n[CONTACTS]),
        report_cell(success, -1),
        report_cell(mean_success, -1),
        cx_cell_n(of->n[RECOVERED]),
        cx_cell_n(of->n[COST]),
        report_cell(return_of(of), -1),
        report_cell(return_of(mean), -1),
        report_cell(report_share(cost_of(of), 6, cost_of(mean), 6, 4), -1),
    };
    cx_grid_row(grid, cells);
}

static void add_subject(struct cx_grid *grid, const struct cx_sums *sums, size_t subject,
                        const char *team_id, const char *name, const struct figures *mean)
{
    for (int channel = 0; channel < CHANNELS; channel++) {
        struct figures of = figures_of(sums, subject, channel);
        if (of.n[CONTACTS] || of.n[RECOVERED] || of.n[COST])
            add_row(grid, team_id, name, cx_channels[channel], &of, mean);
    }
}

/* Which of the company's channels brings most for what it costs. */
static void say(struct cx_grid *grid, size_t channels)
{
    size_t best = 0;
    double most = -1, value;
    for (size_t row = 0; row < channels; row++) {
        if (!cx_grid_real(&value, grid, row, 8) || value <= most)
            continue;
        best = row;
        most = value;
    }
    if (most >= 0)
        cx_grid_say(grid, "%s brings most for each unit spent", cx_grid_cell(grid, best, 2)->text);
    else
        cx_grid_say(grid, "What each channel brings for each unit spent");
}

REPORT(report_channel)
{
    static const struct cx_column columns[] = {
        {"team_id", "Team", CX_CELL_TEXT, 0, false},
        {"name", "Name", CX_CELL_TEXT, 0, false},
        {"channel", "Channel", CX_CELL_TEXT, 0, false},
        {"contacts", "Contacts", CX_CELL_NUMBER, 0, false},
        {"success", "Success", CX_CELL_NUMBER, 6, false},
        {"mean_success", "Mean success", CX_CELL_NUMBER, 6, false},
        {"recovered", "Recovered", CX_CELL_MONEY, 2, false},
        {"cost", "Cost", CX_CELL_MONEY, 2, false},
        {"return", "Recovered per unit spent", CX_CELL_NUMBER, 6, false},
        {"mean_return", "Mean of it", CX_CELL_NUMBER, 6, false},
        {"cost_to_mean", "Cost against the mean", CX_CELL_NUMBER, 4, false},
    };
    struct cx_org *org = NULL;
    struct cx_sums *sums = NULL;
    int rc = cx_org_load(&org, db, err);
    if (rc == 0)
        rc = compute(&sums, db, org, &options->period, err);
    if (rc == 0) {
        size_t company = cx_subject_of_company(org);
        struct figures mean = all_channels(sums, company);
        struct cx_grid *grid = *out = cx_grid_new("Channels");
        cx_grid_columns(grid, columns, sizeof columns / sizeof *columns);
        add_subject(grid, sums, company, NULL, "company", &mean);
        size_t channels = grid->row_count;
        for (int i = 0; i < org->team_count; i++)
            add_subject(grid, sums, cx_subject_of_team(org, i), org->teams[i].key,
                        org->teams[i].name, &mean);
        grid->chart = (struct cx_chart){.kind = channels ? CX_CHART_BARS : CX_CHART_NONE,
                                        .label = 2,
                                        .first = 8,
                                        .count = 2,
                                        .mark = "mean of all channels",
                                        .rows = channels};
        say(grid, channels);
    }
    cx_sums_free(sums);
    cx_org_free(org);
    return rc;
}
