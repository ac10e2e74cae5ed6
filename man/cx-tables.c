/* Prints the man page cx-tables(5): its hand-written part with the kinds and the defaults of the
 * settings put in, as the library has them. cx-tables FILE.in LANGUAGE, to stdout.
 *
 * A line @facts@ or @plan@ becomes the kinds of that half, @NAME@ within a line a setting's
 * default. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lang.h"
#include "kind/kind.h"
#include "plan/plan.h"

/* Text of a descriptor: a backslash in it would be markup. */
static void print_text(const char *text)
{
    for (; *text; text++)
        fputs(*text == '\\' ? "\\e" : (char[]){*text, '\0'}, stdout);
}

static const char *type_of(const struct cx_field *field)
{
    static const char *const names[] = {
        [CX_TYPE_ID] = NC_("type", "id"),
        [CX_TYPE_NAME] = NC_("type", "name"),
        [CX_TYPE_TEXT] = NC_("type", "text"),
        [CX_TYPE_MONEY] = NC_("type", "money"),
        [CX_TYPE_DATE] = NC_("type", "date"),
        [CX_TYPE_TIME] = NC_("type", "time"),
        [CX_TYPE_DECIMAL] = NC_("type", "decimal"),
        [CX_TYPE_POINTS] = NC_("type", "percent"),
        [CX_TYPE_INT] = NC_("type", "whole number"),
        [CX_TYPE_BOOL] = NC_("type", "yes or no"),
        [CX_TYPE_CHOICE] = NC_("type", "choice"),
        [CX_TYPE_PERIOD] = NC_("type", "period"),
        [CX_TYPE_EXPR] = NC_("type", "expression"),
    };
    return cx_shown_in("type", names[field->type]);
}

/* A format for the type, with whether a cell of the column may be empty. */
static const char *brackets_of(const struct cx_field *field)
{
    bool is_key = field->flags & CX_KEY, is_required = field->flags & CX_REQUIRED;
    if (is_key)
        return is_required ? N_("(%s, key)") : N_("(%s, key, may be empty)");
    return is_required ? N_("(%s, required)") : N_("(%s)");
}

static void print_field(const struct cx_field *field)
{
    struct cx_buf words = {0};
    for (int i = 0; field->words && field->words[i]; i++)
        cx_buf_printf(&words, "%s%s", i ? ", " : "", field->words[i]);
    printf(".It Va %s No ", field->name);
    printf(cx_shown(brackets_of(field)), type_of(field));
    putchar('\n');
    print_text(cx_shown(field->help));
    if (words.len > 0)
        printf(cx_shown("; one of %s"), cx_buf_str(&words));
    if (field->refers)
        printf(cx_shown("; in %s"), field->refers);
    if (field->initial)
        printf(cx_shown("; default %s"), field->initial);
    putchar('\n');
    cx_buf_fini(&words);
}

static void print_kind(const struct cx_kind *kind)
{
    const char *help = cx_shown(kind->help);
    printf(".Ss %s\n", kind->name);
    putchar(toupper((unsigned char)*help));
    print_text(help + 1);
    puts(cx_shown_in("sentence", NC_("sentence", ".")));
    puts(".Bl -tag -width Ds -compact");
    for (size_t i = 0; i < kind->count; i++)
        print_field(&kind->fields[i]);
    puts(".El");
}

static void print_kinds(bool is_plan)
{
    size_t count;
    const struct cx_kind *const *kinds = cx_kinds(&count);
    for (size_t i = 0; i < count; i++) {
        if (kinds[i]->is_plan == is_plan)
            print_kind(kinds[i]);
    }
}

/* False: it is no setting. */
static bool print_default(const struct cx_settings *settings, const char *name, size_t n)
{
    const struct {
        const char *name, *text;
        int number;
    } all[] = {
        {"currency", settings->currency, 0},
        {"jurisdiction", settings->jurisdiction, 0},
        {"attribution_days", NULL, settings->attribution_days},
        {"contact_window_days", NULL, settings->contact_window_days},
        {"promise_grace_days", NULL, settings->promise_grace_days},
        {"retro_months", NULL, settings->retro_months},
        {"undo_imports", NULL, settings->undo_imports},
        {"churn_days", NULL, settings->churn_days},
        {"promotion_months", NULL, settings->promotion_months},
        {"promotion_top_percent", NULL, settings->promotion_top_percent},
        {"promotion_window_months", NULL, settings->promotion_window_months},
        {"dashboard", settings->dashboard, 0},
        {"pay_days", NULL, settings->pay_days},
        {"promise_reminder_days", NULL, settings->promise_reminder_days},
        {"due_reminder_days", NULL, settings->due_reminder_days},
        {"retry_minutes", NULL, settings->retry_minutes},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        if (strlen(all[i].name) != n || strncmp(all[i].name, name, n) != 0)
            continue;
        if (all[i].text)
            fputs(all[i].text, stdout);
        else
            printf("%d", all[i].number);
        return true;
    }
    return false;
}

static void print_line(const struct cx_settings *settings, const char *line)
{
    while (*line) {
        size_t n = *line == '@' ? strcspn(line + 1, "@\n") : 0;
        if (n > 0 && line[n + 1] == '@' && print_default(settings, line + 1, n))
            line += n + 2;
        else
            putchar(*line++);
    }
}

static int print_page(FILE *in, const struct cx_settings *settings)
{
    char line[1024];
    while (fgets(line, sizeof line, in)) {
        if (strcmp(line, "@facts@\n") == 0)
            print_kinds(false);
        else if (strcmp(line, "@plan@\n") == 0)
            print_kinds(true);
        else
            print_line(settings, line);
    }
    return ferror(in) || fflush(stdout) != 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}

int main(int argc, char **argv)
{
    struct cx_err err = {0};
    struct cx_db *db = NULL;
    struct cx_plan *plan = NULL;
    FILE *in = argc == 3 && cx_lang_set(argv[2]) ? fopen(argv[1], "r") : NULL;
    int status = EXIT_FAILURE;
    cx_lang_set_output_plain(false);
    if (!in)
        fprintf(stderr, "Usage: cx-tables FILE.in LANGUAGE\n");
    else if (cx_db_open(&db, NULL, CX_DB_CREATE, &err) < 0 || cx_plan_load(&plan, db, 0, &err) < 0)
        fprintf(stderr, "cx-tables: %s\n", err.text);
    else
        status = print_page(in, &plan->settings);
    cx_plan_free(plan);
    cx_db_close(db);
    if (in)
        fclose(in);
    return status;
}
