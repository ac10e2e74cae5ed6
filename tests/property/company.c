/* A random company in a database, scored and paid, and what is said where something does not hold.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "company.h"
#include "import/import.h"

uint64_t seed_now;
char folder[] = "/tmp/cx-property-XXXXXX";

_Noreturn void fail(const char *what, const char *detail)
{
    printf("property: seed %" PRIu64 ": %s%s%s\n", seed_now, what, *detail ? ": " : "", detail);
    exit(1);
}

void must(int rc, const struct cx_err *err, const char *step)
{
    if (rc < 0)
        fail(step, err->text);
}

static void hear(void *context, const char *message)
{
    cx_buf_printf(context, "%s\n", message);
}

void import(struct cx_db *db, const struct world *world)
{
    char paths[TABLES][64];
    const char *files[TABLES];
    struct cx_import_done done = {0};
    struct cx_buf said = {0};
    struct cx_err err = {0};
    for (int i = 0; i < TABLES; i++) {
        snprintf(paths[i], sizeof paths[i], "%s/%s.csv", folder, table_names[i]);
        files[i] = paths[i];
        FILE *file = fopen(paths[i], "w");
        if (!file || fputs(cx_buf_str(&world->tables[i]), file) < 0 || fclose(file) != 0)
            fail("a file can't be written", paths[i]);
    }
    struct cx_import_options options = {.now = INT64_C(20759) * 86400,
                                        .arguments = "cx-import",
                                        .say = hear,
                                        .context = &said,
                                        .files = files,
                                        .file_count = TABLES};
    if (cx_import(&done, db, &options, &err) != 0) {
        cx_buf_puts(&said, err.text);
        fail("the company is refused", cx_buf_str(&said));
    }
    cx_import_done_fini(&done);
    cx_buf_fini(&said);
}

struct cx_db *load(const struct world *world)
{
    struct cx_err err = {0};
    struct cx_db *db = NULL;
    must(cx_db_open(&db, NULL, CX_DB_CREATE, &err), &err, "open");
    import(db, world);
    return db;
}

struct cx_scores *score(struct cx_db *db)
{
    struct cx_scores *scores = NULL;
    struct cx_period period = cx_period_month(2026, 10);
    struct cx_err err = {0};
    must(cx_scores_compute(&scores, db, &period, &err), &err, "scores");
    return scores;
}

struct cx_bonus *pay(struct cx_db *db, struct cx_scores *scores)
{
    struct cx_bonus *bonus = NULL;
    struct cx_err err = {0};
    must(cx_bonus_compute(&bonus, db, scores, &err), &err, "bonus");
    return bonus;
}

char *written(const struct cx_bonus *bonus, enum cx_bonus_view view)
{
    struct cx_err err = {0};
    struct cx_buf text = {0};
    struct cx_table *table = cx_table_into(&text, CX_FORMAT_CSV);
    must(cx_bonus_table(table, bonus, view, &err), &err, "fill");
    must(cx_table_end(table, &err), &err, "write");
    cx_table_free(table);
    return text.data;
}

char *all_of(const struct cx_bonus *bonus)
{
    struct cx_buf all = {0};
    for (int view = CX_BONUS_POSTS; view <= CX_BONUS_LINES; view++) {
        char *text = written(bonus, (enum cx_bonus_view)view);
        cx_buf_puts(&all, text);
        free(text);
    }
    return all.data;
}

void same(const char *a, const char *b, const char *what)
{
    size_t at = 0;
    while (a[at] && a[at] == b[at])
        at++;
    if (a[at] == b[at])
        return;
    while (at > 0 && a[at - 1] != '\n')
        at--;
    struct cx_buf text = {0};
    cx_buf_printf(&text, "%.*s <> %.*s", (int)strcspn(a + at, "\n"), a + at,
                  (int)strcspn(b + at, "\n"), b + at);
    fail(what, cx_buf_str(&text));
}

const char *cell_of(const char *row, int column)
{
    for (int i = 0; i < column; i++)
        row += strcspn(row, ",") + 1;
    return row;
}

void remove_folder(void)
{
    char path[64];
    for (int i = 0; i < TABLES; i++) {
        snprintf(path, sizeof path, "%s/%s.csv", folder, table_names[i]);
        unlink(path);
    }
    rmdir(folder);
}
