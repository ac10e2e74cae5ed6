/* The period that was asked for with -p, and what is said where it has not ended. */
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "cli.h"

#define DAY_S 86400

/* The last day of a period that has not ended, or the time on it. */
static const char *last_seen(char text[CX_DATE_TEXT], const struct cli *cli)
{
    bool is_day = (cli->said_until + 1) % DAY_S == 0;
    cx_time_format(text, cli->said_until);
    text[is_day ? 10 : 16] = '\0';
    return text;
}

/* Says once that there is more to come. */
static void note_provisional(struct cli *cli, const struct cx_period *period)
{
    char until[CX_DATE_TEXT];
    cli->is_provisional = true;
    cli->said_until = cli->until;
    cli->is_begun = (cx_time)period->from * DAY_S <= cli->until;
    cli_note(cli,
             cli->is_begun ? "%s has not ended: the figures are provisional, to %s"
                           : "%s has not begun by %s",
             period->name, last_seen(until, cli));
}

const char *cli_proviso(struct cli *cli)
{
    struct cx_buf text = {0};
    char until[CX_DATE_TEXT];
    if (!cli->is_provisional)
        return NULL;
    cx_buf_show(&text, cli->is_begun ? ", provisional, to %s" : ", not begun by %s",
                last_seen(until, cli));
    free(cli->proviso);
    return cli->proviso = text.data;
}

int cli_named_period(struct cli *cli, struct cx_period *period)
{
    if (!cli->period_text)
        return cx_err_set(&cli->err, CX_EUSAGE,
                          "no period given: name one with -p, as in -p 2026-10");
    int rc = cx_period_parse(period, cli->period_text, cx_date_of(cli->now), &cli->err);
    if (rc == 0)
        cli->end = period->to;
    return rc;
}

/* Someone who asks only about a future period (a target, a plan tried on future events) must see
 * past the clock: the wall then stands at the period's end. --as-of still counts. */
static void look_ahead(struct cli *cli, const struct cx_period *period, size_t count)
{
    struct cx_period first = *period;
    for (size_t i = 1; i < count; i++)
        first = cx_period_before(&first);
    if (!cli->is_as_of && (cx_time)first.from * DAY_S > cli->until)
        cli->until = (cx_time)period->to * DAY_S - 1;
}

int cli_periods(struct cli *cli, struct cx_period *period, size_t count)
{
    int rc = cli_named_period(cli, period);
    if (rc == 0 && (cx_time)period->to * DAY_S - 1 > cli->until) {
        note_provisional(cli, period);
        look_ahead(cli, period, count);
    }
    return rc;
}

int cli_period(struct cli *cli, struct cx_period *period)
{
    return cli_periods(cli, period, 1);
}

int cli_unexpected(const struct cli *cli, const char *operand, struct cx_err *err)
{
    struct cx_period period;
    struct cx_err ignored = {0};
    if (!cli->period_text && cx_period_parse(&period, operand, cx_date_of(cli->now), &ignored) == 0)
        return cx_err_set(err, CX_EUSAGE, "unexpected operand \"%s\" (did you mean -p %s?)",
                          operand, operand);
    return cx_err_set(err, CX_EUSAGE, "unexpected operand \"%s\"", operand);
}
