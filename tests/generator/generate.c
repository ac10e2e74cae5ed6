/* generate: a collections company made up from a seed, as CSV files of cx's kinds.
 *
 * The same options give the same bytes on every machine. It serves the sample data beside it, and
 * companies of any size for measurements. */
#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "calendar.h"
#include "sim.h"

static const char usage[] =
    "Usage: generate --out=DIR [OPTION]...\n"
    "Writes the facts of an invented collections company to DIR as CSV files.\n"
    "\n"
    "  --out=DIR                  where to; made if it is not there\n"
    "  --seed=N                   another seed, another company (2026)\n"
    "  --people=N                 at least 20 (60)\n"
    "  --accounts=N               (5000)\n"
    "  --customers=N              at most as many as accounts (17 for 20 accounts)\n"
    "  --payments-per-account=N   up to three decimals (1.2)\n"
    "  --contacts=N               (4.2 for an account)\n"
    "  --transcripts=N            of 1,000 calls that got through, those written down (100)\n"
    "  --from=YYYY-MM-01          the first day (2026-08-01)\n"
    "  --months=N                 1 to 60 (3)\n"
    "  --help\n";

enum option_id {
    OPT_OUT = 256,
    OPT_SEED,
    OPT_PEOPLE,
    OPT_ACCOUNTS,
    OPT_CUSTOMERS,
    OPT_PAYMENTS,
    OPT_CONTACTS,
    OPT_TRANSCRIPTS,
    OPT_FROM,
    OPT_MONTHS,
    OPT_HELP
};

static const struct option long_options[] = {
    {"out", required_argument, NULL, OPT_OUT},
    {"seed", required_argument, NULL, OPT_SEED},
    {"people", required_argument, NULL, OPT_PEOPLE},
    {"accounts", required_argument, NULL, OPT_ACCOUNTS},
    {"customers", required_argument, NULL, OPT_CUSTOMERS},
    {"payments-per-account", required_argument, NULL, OPT_PAYMENTS},
    {"contacts", required_argument, NULL, OPT_CONTACTS},
    {"transcripts", required_argument, NULL, OPT_TRANSCRIPTS},
    {"from", required_argument, NULL, OPT_FROM},
    {"months", required_argument, NULL, OPT_MONTHS},
    {"help", no_argument, NULL, OPT_HELP},
    {NULL, 0, NULL, 0}};

static _Noreturn void refuse(const char *why, const char *text)
{
    fprintf(stderr, "generate: %s: %s\n", text, why);
    exit(2);
}

static int64_t parse_number(const char *text, int64_t low, int64_t high)
{
    char *end;
    long long value;

    errno = 0;
    value = strtoll(text, &end, 10);
    if (errno || end == text || *end || value < low || value > high)
        refuse("not a number in its range", text);
    return value;
}

/* A decimal of up to three digits as thousandths. */
static int32_t parse_thousandths(const char *text)
{
    char *end;
    long whole = strtol(text, &end, 10);
    int32_t value = (int32_t)whole * 1000, unit = 100;

    if (end == text || whole < 0 || whole > 1000)
        refuse("not a number in its range", text);
    if (*end == '.')
        end++;
    for (; *end >= '0' && *end <= '9' && unit > 0; end++, unit /= 10)
        value += (*end - '0') * unit;
    if (*end)
        refuse("not a number of at most three decimals", text);
    return value;
}

static int32_t parse_month(const char *text)
{
    int32_t day;

    if (!calendar_parse(text, &day) || calendar_civil(day).day != 1)
        refuse("not the first day of a month", text);
    return day;
}

static void take_option(struct options *options, int id, const char *text)
{
    switch (id) {
    case OPT_OUT: options->out = text; break;
    case OPT_SEED: options->seed = (uint64_t)parse_number(text, 0, INT64_MAX); break;
    case OPT_PEOPLE: options->people = (int32_t)parse_number(text, 20, 100000); break;
    case OPT_ACCOUNTS: options->accounts = (int32_t)parse_number(text, 100, 100000000); break;
    case OPT_CUSTOMERS: options->customers = (int32_t)parse_number(text, 1, 100000000); break;
    case OPT_PAYMENTS: options->payments_permille = parse_thousandths(text); break;
    case OPT_CONTACTS: options->contacts = parse_number(text, 0, INT64_C(10000000000)); break;
    case OPT_TRANSCRIPTS: options->transcripts = (int32_t)parse_number(text, 0, 1000); break;
    case OPT_FROM: options->from = parse_month(text); break;
    case OPT_MONTHS: options->months = (int32_t)parse_number(text, 1, MAX_MONTHS); break;
    case OPT_HELP: fputs(usage, stdout); exit(fflush(stdout) == 0 ? 0 : 3);
    default: fputs("generate: try --help\n", stderr); exit(2);
    }
}

static struct options parse_options(int argc, char **argv)
{
    struct options options = {.seed = 2026,
                              .people = 60,
                              .accounts = 5000,
                              .months = 3,
                              .contacts = -1,
                              .payments_permille = 1200,
                              .transcripts = 100};
    int id;

    options.from = calendar_day((struct civil){2026, 8, 1});
    while ((id = getopt_long(argc, argv, "", long_options, NULL)) != -1)
        take_option(&options, id, optarg);
    if (!options.out || optind < argc)
        refuse("--out=DIR is needed, and nothing but options", "command line");
    if (options.customers == 0)
        options.customers = (int32_t)((int64_t)options.accounts * 17 / 20);
    if (options.customers > options.accounts)
        refuse("more customers than accounts", "--customers");
    if (options.contacts < 0)
        options.contacts = (int64_t)options.accounts * 21 / 5;
    options.to = calendar_add_months(options.from, options.months);
    return options;
}

/* A day: who is there, what is placed and moves on, the calls, the money. */
static void play_days(struct sim *sim)
{
    contacts_open(sim);
    after_open(sim);
    payments_open(sim);
    records_open(sim);
    for (sim->today = sim->options.from; sim->today < sim->options.to; sim->today++) {
        company_open_day(sim);
        book_open_day(sim);
        records_open_day(sim);
        contacts_day(sim);
        payments_day(sim);
        records_close_day(sim);
    }
    contacts_close(sim);
    after_close(sim);
    payments_close(sim);
    records_close(sim);
}

int main(int argc, char **argv)
{
    struct sim *sim = zeroed(1, sizeof *sim);

    sim->options = parse_options(argc, argv);
    sim->rng = rng_keyed(sim->options.seed, FOR_DAYS, 0);
    if (mkdir(sim->options.out, 0777) != 0 && errno != EEXIST)
        out_die("can't be made", sim->options.out);
    company_make(sim);
    book_make(sim);
    company_write(sim);
    customers_write(sim);
    orders_write(sim);
    records_write(sim);
    play_days(sim);
    book_write(sim);
    book_free(sim);
    company_free(sim);
    free(sim);
    return 0;
}
