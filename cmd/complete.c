#include "complete.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/buf.h"
#include "base/lang.h"
#include "kind/kind.h"
#include "org/org.h"
#include "past/days.h"
#include "plan/plan.h"
#include "report/report.h"

struct line {
    const struct cli_program *program;
    const struct cli_option *common;
    size_t common_count;
    const char *lead,
        *typed;     /* the last word: what stays, as "--by=", and what is to be completed */
    const char *db; /* of -d, or the default */
};

/* Where the choices of an argument are few and fixed. */
static const struct {
    const char *program, *argument, *words; /* program NULL: of all */
} choices[] = {
    {"cx-score", "LEVEL", "post team company"},
    {"cx-bonus", "LEVEL", "team"},
    {"cx-bonus", "ROW", "post person"},
    {"cx-report", "ROW", "team employee company scorecard"},
    {NULL, "FORMAT", "csv tsv json jsonl table long md html xlsx"},
    {NULL, "LANGUAGE", "en zh_CN"},
    {NULL, "ORDER", "ymd mdy dmy"},
    {NULL, "POLICY", "expected balanced"},
    {NULL, "SEVERITY", "info warn critical"},
    {NULL, "WHEN", "auto always never"},
};

static void offer(const struct line *line, const char *word, size_t n, const char *end,
                  const char *meaning)
{
    size_t typed = strlen(line->typed);
    if (n >= typed && memcmp(word, line->typed, typed) == 0)
        printf("%s%.*s%s%s%s\n", line->lead, (int)n, word, end, meaning && *meaning ? "\t" : "",
               meaning ? meaning : "");
}

static void offer_word(const struct line *line, const char *word, const char *meaning)
{
    offer(line, word, strlen(word), "", meaning);
}

static bool offer_choices(const struct line *line, const char *argument)
{
    for (size_t i = 0; i < sizeof choices / sizeof *choices; i++) {
        if (strcmp(choices[i].argument, argument) != 0 ||
            (choices[i].program && strcmp(choices[i].program, line->program->name) != 0))
            continue;
        for (const char *word = choices[i].words; *word; word += strspn(word, " ")) {
            size_t n = strcspn(word, " ");
            offer(line, word, n, "", NULL);
            word += n;
        }
        return true;
    }
    return false;
}

static void offer_kinds(const struct line *line, const char *end)
{
    size_t count;
    const struct cx_kind *const *kinds = cx_kinds(&count);
    for (size_t i = 0; i < count; i++)
        offer(line, kinds[i]->name, strlen(kinds[i]->name), end, _(kinds[i]->help));
}

static void offer_reports(const struct line *line)
{
    size_t count;
    const struct cx_report *reports = cx_reports(&count);
    for (size_t i = 0; i < count; i++)
        offer_word(line, reports[i].name, _(reports[i].help));
}

static void offer_quantities(const struct line *line, struct cx_db *db)
{
    struct cx_err err = {0};
    struct cx_plan *plan = NULL;
    if (cx_plan_load(&plan, db, (cx_date)(time(NULL) / 86400), &err) < 0)
        return;
    for (size_t i = 0; i < plan->quantity_count; i++)
        offer_word(line, plan->quantities[i].name, plan->quantities[i].title);
    cx_plan_free(plan);
}

static void offer_people(const struct line *line, struct cx_db *db, bool is_team)
{
    struct cx_err err = {0};
    struct cx_org *org = NULL;
    if (cx_org_load(&org, db, &err) < 0)
        return;
    for (int i = 0; i < (is_team ? org->team_count : org->person_count); i++)
        offer_word(line, is_team ? org->teams[i].key : org->people[i].key,
                   is_team ? org->teams[i].name : org->people[i].name);
    cx_org_free(org);
}

/* The months from the first event up to now. */
static void offer_months(const struct line *line, struct cx_db *db)
{
    struct cx_err err = {0};
    cx_date first;
    if (cx_days_first_event(&first, db, &err) < 0 || first == CX_DATE_NONE)
        return;
    for (cx_date day = first, today = (cx_date)(time(NULL) / 86400); day <= today;) {
        char text[CX_DATE_TEXT];
        struct cx_period month;
        cx_date_format(text, day);
        text[7] = '\0';
        if (cx_period_parse(&month, text, today, &err) < 0)
            return;
        offer_word(line, text, NULL);
        day = month.to;
    }
}

static void offer_of_database(const struct line *line, const char *argument)
{
    struct cx_err err = {0};
    struct cx_db *db = NULL;
    if (cx_db_open(&db, line->db, CX_DB_READ, &err) < 0)
        return;
    if (strcmp(argument, "METRIC") == 0 || strcmp(argument, "LIST") == 0)
        offer_quantities(line, db);
    else if (strcmp(argument, "TEAM") == 0)
        offer_people(line, db, true);
    else if (strcmp(argument, "PERIOD") == 0)
        offer_months(line, db);
    else
        offer_people(line, db, false);
    cx_db_close(db);
}

static void offer_argument(const struct line *line, const char *argument)
{
    static const char *const words[] = {"this-month", "last-month", "today", "yesterday", NULL};
    if (offer_choices(line, argument))
        return;
    if (strcmp(argument, "KIND") == 0 || strcmp(argument, "KIND=FILE") == 0)
        offer_kinds(line, strchr(argument, '=') ? "=" : "");
    for (int i = 0; strcmp(argument, "PERIOD") == 0 && words[i]; i++)
        offer_word(line, words[i], NULL);
    if (strcmp(argument, "METRIC") == 0 || strcmp(argument, "LIST") == 0 ||
        strcmp(argument, "TEAM") == 0 || strcmp(argument, "PERIOD") == 0 ||
        strcmp(argument, "EMPLOYEE") == 0 || strcmp(argument, "ID") == 0)
        offer_of_database(line, argument);
}

static const struct cli_option *option_at(const struct line *line, size_t i)
{
    const struct cli_program *program = line->program;
    return i < line->common_count ? &line->common[i]
           : i - line->common_count < program->option_count
               ? &program->options[i - line->common_count]
               : NULL;
}

/* The option that a word gives, by its letter or its name (as far as = or the end); NULL: none. */
static const struct cli_option *find_option(const struct line *line, const char *word)
{
    const struct cli_option *o;
    size_t n = strcspn(word, "=");
    for (size_t i = 0; (o = option_at(line, i)); i++) {
        if ((o->letter && word[0] == '-' && word[1] == o->letter && !word[2]) ||
            (n == strlen(o->name) + 2 && strncmp(word, "--", 2) == 0 &&
             strncmp(word + 2, o->name, n - 2) == 0))
            return o;
    }
    return NULL;
}

static void offer_options(const struct line *line)
{
    const struct cli_option *o;
    for (size_t i = 0; (o = option_at(line, i)); i++) {
        char name[40];
        int n = snprintf(name, sizeof name, "--%s", o->name);
        offer(line, name, (size_t)n, o->argument && !o->is_optional ? "=" : "", _(o->help));
    }
}

static bool has_operand(const struct line *line, char **words, int count)
{
    for (int i = 0; i < count; i++) {
        const struct cli_option *o = find_option(line, words[i]);
        if (o && o->argument && !o->is_optional && !strchr(words[i], '='))
            i++;
        else if (words[i][0] != '-')
            return true;
    }
    return false;
}

static const char *find_database(const struct line *line, char **words, int count)
{
    const char *db = getenv("CX_DB") && *getenv("CX_DB") ? getenv("CX_DB") : "cx.db";
    for (int i = 0; i < count; i++) {
        const struct cli_option *o = find_option(line, words[i]);
        if (o && o->letter == 'd')
            db = strchr(words[i], '=') ? strchr(words[i], '=') + 1
                 : i + 1 < count       ? words[i + 1]
                                       : db;
    }
    return db;
}

/* What is typed of the argument of o; in a list, of its last item. */
static void offer_value(struct line *line, const struct cli_option *o, char *typed)
{
    char *comma = strcmp(o->argument, "LIST") == 0 ? strrchr(typed, ',') : NULL;
    struct cx_buf lead = {0};
    cx_buf_puts(&lead, line->lead);
    if (comma)
        cx_buf_add(&lead, typed, (size_t)(comma + 1 - typed));
    line->lead = cx_buf_str(&lead);
    line->typed = comma ? comma + 1 : typed;
    offer_argument(line, o->argument);
    cx_buf_fini(&lead);
}

void complete(const struct cli_program *program, const struct cli_option *common,
              size_t common_count, char **words, int word_count)
{
    char none[] = "";
    char *last = word_count > 0 ? words[word_count - 1] : none;
    int before = word_count > 0 ? word_count - 1 : 0;
    struct line line = {program, common, common_count, "", last, NULL};
    const struct cli_option *o = before > 0 ? find_option(&line, words[before - 1]) : NULL;
    line.db = find_database(&line, words, before);
    if (o && o->argument && !strchr(words[before - 1], '=')) {
        offer_value(&line, o, last);
    } else if (strncmp(last, "--", 2) == 0 && strchr(last, '=')) {
        o = find_option(&line, last);
        char *equals = strchr(last, '=');
        struct cx_buf lead = {0};
        cx_buf_add(&lead, last, (size_t)(equals + 1 - last));
        line.lead = cx_buf_str(&lead);
        if (o && o->argument)
            offer_value(&line, o, equals + 1);
        cx_buf_fini(&lead);
    } else if (last[0] == '-') {
        offer_options(&line);
    } else if (strncmp(program->operands, "NAME", 4) == 0 && !has_operand(&line, words, before)) {
        offer_reports(&line);
    }
}
