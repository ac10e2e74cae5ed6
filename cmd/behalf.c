#include "behalf.h"

#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "access/filter.h"
#include "base/buf.h"
#include "base/caller.h"
#include "base/mem.h"
#include "clock.h"
#include "config.h"
#include "org/org.h"
#include "store/audit.h"

struct behalf {
    char *db; /* the only one */
    char user[64];
    cx_time clock; /* the real one, whatever --as-of says: rights are those of today */
    struct cx_access *access;
    /* What was asked for so far. It is limited once the database is open: what never opens it, such
     * as a list of reports, is nobody's secret; and unless all is about one person or account that
     * they may see. What is refused is put on record at the end. */
    struct cx_access_view view;
};

/* Sets the message of a refusal, which behalf_end records. */
#define REFUSE(cli, ...)                                                                           \
    ((cli)->behalf->view.is_refused = true, cx_err_set(&(cli)->err, CX_EWORLD, __VA_ARGS__))

/* The database whose name the caller can't choose, where the account as which the program runs owns
 * it; NULL: there is none. */
static int find_database(char **database, struct cx_err *err)
{
    const struct passwd *account = getpwuid(geteuid());
    struct stat st;
    int rc = config_database(database, err);
    if (rc == 0 && !*database && account) {
        struct cx_buf path = {0};
        cx_buf_printf(&path, "%s/cx.db", account->pw_dir);
        *database = path.data;
    }
    if (*database && (stat(*database, &st) != 0 || st.st_uid != geteuid())) {
        free(*database);
        *database = NULL;
    }
    return rc;
}

/* Keeps who the caller is, and what terminals and languages need. The rest of cx's, of its
 * libraries' and of the time zone, unless it is the database's, would be the caller's to choose. */
static void empty_environment(bool keeps_zone)
{
    static const char *const names[] = {"SUDO_UID", "TERM",        "NO_COLOR", "LANG",
                                        "LC_ALL",   "LC_MESSAGES", "TZ"};
    size_t count = sizeof names / sizeof *names - !keeps_zone;
    char *values[sizeof names / sizeof *names];
    for (size_t i = 0; i < count; i++)
        values[i] = cx_strdup(getenv(names[i]));
    clearenv();
    for (size_t i = 0; i < count; i++) {
        if (values[i])
            setenv(names[i], values[i], 1);
        free(values[i]);
    }
    tzset();
}

static int load(struct behalf *behalf, struct cx_err *err)
{
    struct cx_db *db = NULL;
    int rc = cx_db_open(&db, behalf->db, CX_DB_READ, err);
    if (rc == 0)
        rc = cx_access_load(&behalf->access, db, behalf->user, cx_date_of(behalf->clock), err);
    cx_db_close(db);
    return rc;
}

static void free_behalf(struct behalf *behalf)
{
    cx_access_free(behalf->access);
    free(behalf->db);
    free(behalf);
}

int behalf_begin(struct cli *cli)
{
    uid_t uid;
    char *db = NULL;
    int rc = cx_caller_uid(&uid) ? find_database(&db, &cli->err) : 0;
    if (!db)
        return rc;
    struct behalf *behalf = cx_alloc(sizeof *behalf);
    behalf->db = db;
    bool has_zone = clock_take_zone(db);
    behalf->clock = cx_time_clock();
    cx_caller_name(behalf->user, sizeof behalf->user, uid);
    rc = load(behalf, &cli->err);
    if (rc < 0 || !behalf->access) {
        free_behalf(behalf);
        return rc;
    }
    behalf->view.access = behalf->access;
    cli->behalf = behalf;
    empty_environment(has_zone);
    behalf->clock = cx_time_clock(); /* not in the caller's zone */
    return 0;
}

/* Whether the argument of an option that reads a file, as FILE or as KIND=FILE, is stdin; one that
 * may be left out, and was, is NULL. */
static bool is_stdin(const struct cli_option *option, const char *value)
{
    const char *equals = value && strchr(option->argument, '=') ? strchr(value, '=') : NULL;
    return !value || !*value || strcmp(equals ? equals + 1 : value, "-") == 0;
}

/* "me" becomes the employee that the person is. */
static int name_person(struct cli *cli, struct cli_given *given)
{
    if (strcmp(given->value, "me") != 0)
        return 0;
    given->value = cx_access_self(cli->behalf->access);
    if (!given->value)
        return REFUSE(cli, "the rows of access don't say which employee %s is: name one",
                      cli->behalf->user);
    *(const char **)((char *)cli->own + given->option->at) = given->value;
    return 0;
}

static int check_option(struct cli *cli, struct cli_given *given)
{
    const struct cli_option *option = given->option;
    bool is_file = option->argument && option->needs == 0;
    if (is_file || ((option->needs & CX_NEEDS_STDIN) != 0 && !is_stdin(option, given->value)))
        return REFUSE(cli,
                      "--%s could read or write files as another: programs under sudo use standard "
                      "input and output alone",
                      option->name);
    cli->behalf->view.needs |= option->needs ? option->needs : CX_NEEDS_ALL | CX_NEEDS_WHOLE;
    return option->needs & CX_NEEDS_PERSON ? name_person(cli, given) : 0;
}

/* Both exist and are one. */
static bool is_same_file(const char *a, const char *b)
{
    struct stat left, right;
    return stat(a, &left) == 0 && stat(b, &right) == 0 && left.st_dev == right.st_dev &&
           left.st_ino == right.st_ino;
}

int behalf_check(struct cli *cli)
{
    struct behalf *behalf = cli->behalf;
    int rc = 0;
    if (!behalf)
        return 0;
    if (cli->db && !is_same_file(cli->db, behalf->db))
        return REFUSE(cli, "--db: the database is %s, and no other", behalf->db);
    cli->db = behalf->db;
    if (cli->output && strcmp(cli->output, "-") != 0)
        return REFUSE(cli, "--output would write the file as another: programs under sudo write to "
                           "standard output alone");
    for (int i = 0; i < cli->operand_count; i++) {
        if (cli->program->operands_are_files && strcmp(cli->operands[i], "-") != 0)
            return REFUSE(cli,
                          "%s: would be read as another: programs under sudo read standard input "
                          "alone, which is -",
                          cli->operands[i]);
    }
    for (size_t i = 0; rc == 0 && i < cli->given_count; i++)
        rc = check_option(cli, &cli->given[i]);
    return rc;
}

void cli_needs(struct cli *cli, unsigned needs)
{
    if (cli->behalf)
        cli->behalf->view.needs |= needs;
}

/* The one whom the run is about is someone whom they may see. */
static int check_person(struct cli *cli, const struct cli_given *given)
{
    struct behalf *behalf = cli->behalf;
    if ((given->option->needs & CX_NEEDS_PERSON) == 0)
        return 0;
    if (!cx_access_sees_person(behalf->access, behalf->view.needs, given->value,
                               &behalf->view.period))
        return REFUSE(cli, "%s is nobody whom you may see", given->value);
    behalf->view.is_limited = false;
    behalf->view.is_of_person = true;
    return 0;
}

static int find_period(struct cli *cli)
{
    struct cx_period *period = &cli->behalf->view.period;
    return cx_period_parse(period, cli->period_text ? cli->period_text : "today",
                           cx_date_of(cli->now), &cli->err);
}

/* Adds a row to the audit log; a connection of its own, as the run's may only read. */
static int record(struct cli *cli, const char *what, struct cx_err *err)
{
    struct cx_db *db = NULL;
    struct cx_buf arguments = {0};
    cx_buf_printf(&arguments, "%s: %s", cli->arguments, what);
    const struct cx_audit audit = {cli->behalf->clock, cli->program->name, arguments.data, ""};
    int rc = cx_db_open(&db, cli->behalf->db, CX_DB_WRITE, err);
    if (rc == 0)
        rc = cx_db_begin(db, err);
    if (rc == 0)
        rc = cx_audit_add(db, &audit, err);
    if (rc == 0)
        rc = cx_db_commit(db, err);
    cx_db_close(db);
    cx_buf_fini(&arguments);
    return rc;
}

/* Others' pay stands in sheets and in statements. */
static bool shows_others_pay(const struct cli *cli)
{
    const struct behalf *behalf = cli->behalf;
    const unsigned pay = CX_NEEDS_PAY | CX_NEEDS_STATEMENT;
    const char *self = cx_access_self(behalf->access);
    if ((behalf->view.needs & pay) == 0 ||
        cx_access_sees_self_only(behalf->access, behalf->view.needs & pay))
        return false;
    bool names_self = false;
    for (size_t i = 0; i < cli->given_count; i++) {
        if ((cli->given[i].option->needs & CX_NEEDS_PERSON) == 0)
            continue;
        if (!self || strcmp(cli->given[i].value, self) != 0)
            return true;
        names_self = true;
    }
    return !names_self;
}

int behalf_open(struct cli *cli)
{
    struct behalf *behalf = cli->behalf;
    if (!behalf)
        return 0;
    if ((behalf->view.needs & CX_NEEDS_ALL) == 0)
        behalf->view.needs |=
            cli->program->needs ? cli->program->needs : CX_NEEDS_ALL | CX_NEEDS_WHOLE;
    enum cx_what missing = cx_access_lacks(behalf->access, behalf->view.needs);
    if (missing != CX_MAY_DEFAULT)
        return (behalf->view.needs & CX_NEEDS_WHOLE) != 0 || cx_what_is_whole(missing)
                   ? REFUSE(cli, "this needs the right \"%s\" for the company, which %s has not",
                            cx_whats[missing], behalf->user)
                   : REFUSE(cli, "this needs the right \"%s\", which %s has not", cx_whats[missing],
                            behalf->user);
    int rc = find_period(cli);
    behalf->view.is_limited = true;
    for (size_t i = 0; rc == 0 && i < cli->given_count; i++)
        rc = check_person(cli, &cli->given[i]);
    if (rc == 0 && shows_others_pay(cli))
        rc = record(cli, "shows others' pay", &cli->err);
    if (rc == 0 && !cx_access_sees_all(behalf->access, behalf->view.needs))
        cli->quiet = true; /* what is said beside a table is about all of its rows */
    return rc;
}

int behalf_guard(struct cli *cli, struct cx_db *db)
{
    struct cx_access *access = NULL;
    uid_t uid;
    if (cli->behalf || !cx_caller_uid(&uid))
        return 0;
    int rc = cx_access_load(&access, db, "", 0, &cli->err);
    if (access)
        rc = cx_err_set(&cli->err, CX_EWORLD,
                        "%s: has rows of access: whoever looks after the machine must name it in "
                        "cx.conf, or put it into the home folder of its account as cx.db",
                        cli->db);
    cx_access_free(access);
    return rc;
}

bool behalf_sees_all(const struct cli *cli, unsigned needs)
{
    return !cli->behalf || cx_access_sees_all(cli->behalf->access, needs);
}

int behalf_named(struct cli *cli, struct cx_db *db, const char *employee, const char *team)
{
    const struct behalf *behalf = cli->behalf;
    struct cx_org *org = NULL;
    struct cx_err ignored = {0};
    int i = 0, rc = 0;
    if (!behalf || (!employee && !team) || cx_access_sees_all(behalf->access, behalf->view.needs))
        return 0;
    const unsigned needs = behalf->view.needs;
    const struct cx_period *period = &behalf->view.period;
    if ((rc = cx_org_load(&org, db, &cli->err)) < 0)
        return rc;
    if (employee && (cx_org_find_person(&i, org, employee, &ignored) < 0 ||
                     !cx_access_sees_person(behalf->access, needs, org->people[i].key, period)))
        rc = REFUSE(cli, "there is no employee \"%.100s\" whom you may see", employee);
    else if (team &&
             (cx_org_find_team(&i, org, team, &ignored) < 0 ||
              !cx_access_sees_team(behalf->access, needs, org->teams[i].key, period->to - 1)))
        rc = REFUSE(cli, "there is no team \"%.100s\" that you may see", team);
    cx_org_free(org);
    return rc;
}

/* Who holds an account is asked for by the clock, as rights are. */
int behalf_account(struct cli *cli, struct cx_db *db, const char *account)
{
    const struct behalf *behalf = cli->behalf;
    if (!behalf)
        return 0;
    int seen = cx_access_sees_account(behalf->access, behalf->view.needs, db, account,
                                      cx_date_of(behalf->clock), &cli->err);
    if (seen < 0)
        return seen;
    if (seen == 0)
        return REFUSE(cli, "%s is no account that you may see", account);
    cli->behalf->view.is_limited = false;
    return 0;
}

int behalf_customer(struct cli *cli, struct cx_db *db, const char *customer)
{
    const struct behalf *behalf = cli->behalf;
    if (!behalf || cx_access_sees_all(behalf->access, behalf->view.needs))
        return 0;
    int seen = cx_access_sees_customer(behalf->access, behalf->view.needs, db, customer,
                                       cx_date_of(behalf->clock), &cli->err);
    if (seen == 0)
        return REFUSE(cli, "there is no customer \"%.100s\" whom you may see", customer);
    cli->behalf->view.is_limited = seen < 0;
    return seen < 0 ? seen : 0;
}

bool behalf_is_limited(const struct cli *cli)
{
    const struct behalf *behalf = cli->behalf;
    return behalf && behalf->view.is_limited &&
           !cx_access_sees_all(behalf->access, behalf->view.needs);
}

int behalf_document(struct cli *cli)
{
    if (!behalf_is_limited(cli))
        return 0;
    return REFUSE(cli, "this is of the whole company: you may see it only with rights for the "
                       "company");
}

void behalf_since(struct cli *cli, cx_date from)
{
    if (cli->behalf && from < cli->behalf->view.period.from)
        cli->behalf->view.period.from = from;
}

struct cx_table *behalf_table(struct cli *cli, struct cx_table *to)
{
    return cli->behalf ? cx_access_filter(&cli->behalf->view, to) : to;
}

int behalf_table_end(struct cli *cli, struct cx_table *table)
{
    return cli->behalf ? cx_access_filter_end(table, &cli->err) : 0;
}

void behalf_end(struct cli *cli, int rc)
{
    struct behalf *behalf = cli->behalf;
    struct cx_err failed = {0};
    sigset_t all;
    if (!behalf)
        return;
    sigfillset(&all);
    if (rc < 0 && behalf->view.is_refused) {
        struct cx_buf what = {0};
        sigprocmask(SIG_BLOCK, &all, NULL);
        cx_buf_printf(&what, "refused: %s", cli->err.text);
        if (record(cli, what.data, &failed) < 0)
            cli_say(cli, failed.text);
        cx_buf_fini(&what);
    }
    free_behalf(behalf);
    cli->behalf = NULL;
}
