/* Properties of the bonus, over random companies and plans: property COUNT [SEED].
 *
 * Each company has a seed of its own, SEED and its number, which is printed where something does
 * not hold; property 1 SEED+NUMBER makes it again. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/decimal.h"
#include "base/mem.h"
#include "fact/wall.h"
#include "import/import.h"
#include "sheet/close.h"
#include "sheet/sheet.h"
#include "world.h"

static uint64_t seed_now;
static char folder[] = "/tmp/cx-property-XXXXXX";
static long lines_seen, pools_seen, posts_seen, retro_seen;

static _Noreturn void fail(const char *what, const char *detail)
{
    printf("property: seed %" PRIu64 ": %s%s%s\n", seed_now, what, *detail ? ": " : "", detail);
    exit(1);
}

static void must(int rc, const struct cx_err *err, const char *step)
{
    if (rc < 0)
        fail(step, err->text);
}

static void hear(void *context, const char *message)
{
    cx_buf_printf(context, "%s\n", message);
}

static void import(struct cx_db *db, const struct world *world)
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

/* A database in memory that holds the world. */
static struct cx_db *load(const struct world *world)
{
    struct cx_err err = {0};
    struct cx_db *db = NULL;
    must(cx_db_open(&db, NULL, CX_DB_CREATE, &err), &err, "open");
    import(db, world);
    return db;
}

static struct cx_scores *score(struct cx_db *db)
{
    struct cx_scores *scores = NULL;
    struct cx_period period = cx_period_month(2026, 10);
    struct cx_err err = {0};
    must(cx_scores_compute(&scores, db, &period, &err), &err, "scores");
    return scores;
}

static struct cx_bonus *pay(struct cx_db *db, struct cx_scores *scores)
{
    struct cx_bonus *bonus = NULL;
    struct cx_err err = {0};
    must(cx_bonus_compute(&bonus, db, scores, &err), &err, "bonus");
    return bonus;
}

static char *written(const struct cx_bonus *bonus, enum cx_bonus_view view)
{
    struct cx_err err = {0};
    struct cx_buf text = {0};
    struct cx_table *table = cx_table_into(&text, CX_FORMAT_CSV);
    must(cx_bonus_table(table, bonus, view, &err), &err, "fill");
    must(cx_table_end(table, &err), &err, "write");
    cx_table_free(table);
    return text.data;
}

/* Sheet, people and lines, one after the other. */
static char *all_of(const struct cx_bonus *bonus)
{
    struct cx_buf all = {0};
    for (int view = CX_BONUS_POSTS; view <= CX_BONUS_LINES; view++) {
        char *text = written(bonus, (enum cx_bonus_view)view);
        cx_buf_puts(&all, text);
        free(text);
    }
    return all.data;
}

static void same(const char *a, const char *b, const char *what)
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

/* Σ lines = total, row by row. */
static void check_totals(const struct cx_bonus *bonus)
{
    for (size_t i = 0; i < bonus->row_count; i++) {
        __int128 sum = 0;
        for (size_t k = 0; k < bonus->line_count; k++)
            sum += bonus->lines[k].row == (int)i ? bonus->lines[k].amount : 0;
        if (sum != bonus->rows[i].total)
            fail("the lines of a row don't add up to its total", "");
    }
    lines_seen += (long)bonus->line_count;
    posts_seen += (long)bonus->scores->post_count;
}

/* basis (cents) × rate (millionths), to the cent, half away from zero. */
static __int128 product(int64_t basis, int64_t rate)
{
    __int128 exact = (__int128)basis * rate;
    return (exact + (exact < 0 ? -500000 : 500000)) / 1000000;
}

/* Σ pool parts = pool: for the team that is named, or for each team. */
static void check_pool(const struct cx_bonus *bonus, int rule, int team)
{
    const struct cx_scores *scores = bonus->scores;
    const struct cx_rule *of = &scores->plan->rules[rule];
    const struct cx_bonus_line *some = NULL;
    __int128 sum = 0;
    for (size_t i = 0; i < bonus->line_count; i++) {
        const struct cx_bonus_line *line = &bonus->lines[i];
        if (line->rule != rule ||
            (!of->for_team && scores->org->posts[scores->posts[line->row].post].team != team))
            continue;
        sum += line->amount;
        some = line;
    }
    if (!some)
        return;
    pools_seen++;
    __int128 whole = of->has_amount ? of->amount_cents : product(some->basis, some->rate);
    if (sum != (of->award ? 0 : whole))
        fail("the parts of a pool don't add up to it", of->id);
}

static void check_pools(const struct cx_bonus *bonus)
{
    const struct cx_scores *scores = bonus->scores;
    for (size_t i = 0; i < scores->plan->rule_count; i++) {
        const struct cx_rule *of = &scores->plan->rules[i];
        for (int team = 0; of->kind == CX_RULE_POOL && team < scores->org->team_count; team++)
            check_pool(bonus, (int)i, team);
    }
}

/* A line is its basis times its rate times its days, once rounded. */
static void check_lines(const struct cx_bonus *bonus)
{
    for (size_t i = 0; i < bonus->line_count; i++) {
        const struct cx_bonus_line *line = &bonus->lines[i];
        if (strcmp(line->kind, "rate") != 0 || line->award || line->basis == CX_NO_VALUE ||
            line->rate == CX_NO_VALUE)
            continue;
        /* |2 × (amount × 10^6 × period − basis × rate × days)| ≤ 10^6 × period */
        __int128 unit = (__int128)1000000 * line->period_days;
        __int128 off = 2 * (line->amount * unit - (__int128)line->basis * line->rate * line->days);
        if (off > unit || off < -unit)
            fail("a line isn't basis times rate times days", line->rule_id);
    }
}

/* Scores written and read again, as from cx-score | cx-bonus -. */
static char *by_pipe(struct cx_db *db)
{
    static const struct cx_render_options options = {0};
    struct cx_scores *scores = score(db), *fresh = score(db);
    struct cx_err err = {0};
    FILE *pipe = tmpfile();
    if (!pipe)
        fail("no temporary file", "");
    struct cx_table *table = cx_table_stream(pipe, CX_FORMAT_CSV, &options);
    must(cx_scores_table(table, scores, CX_VIEW_POSTS, &err), &err, "show scores");
    must(cx_table_end(table, &err), &err, "write scores");
    cx_table_free(table);
    fflush(pipe);
    lseek(fileno(pipe), 0, SEEK_SET);
    must(cx_scores_overlay(fresh, fileno(pipe), "-", &err), &err, "read scores");
    fclose(pipe);
    cx_scores_free(scores);
    struct cx_bonus *bonus = pay(db, fresh);
    char *text = all_of(bonus);
    cx_bonus_free(bonus);
    return text;
}

/* The lines of those who are no strangers. */
static char *known_lines(const struct world *world)
{
    struct cx_db *db = load(world);
    struct cx_bonus *bonus = pay(db, score(db));
    char *text = written(bonus, CX_BONUS_LINES);
    struct cx_buf out = {0};
    for (const char *s = text; *s; s = strchr(s, '\n') + 1) {
        const char *employee = s + strcspn(s, ",") + 1;
        if (strncmp(employee, "AX", 2) != 0 && strncmp(employee, "ZX", 2) != 0)
            cx_buf_add(&out, s, strcspn(s, "\n") + 1);
    }
    free(text);
    cx_bonus_free(bonus);
    cx_db_close(db);
    return out.data;
}

static void check_strangers(struct world *world)
{
    char *before = known_lines(world);
    world_add_strangers(world);
    char *after = known_lines(world);
    same(before, after, "a line depends on people of another team");
    free(before);
    free(after);
}

static void check_order(struct world *world, const char *first)
{
    world_shuffle(world);
    struct cx_db *db = load(world);
    struct cx_bonus *bonus = pay(db, score(db));
    char *text = all_of(bonus);
    same(first, text, "a line depends on the order of rows");
    free(text);
    cx_bonus_free(bonus);
    cx_db_close(db);
}

static const char *cell_of(const char *row, int column)
{
    for (int i = 0; i < column; i++)
        row += strcspn(row, ",") + 1;
    return row;
}

/* What is put right of a person, Σ over the rows of --recompute that are put right (column 5: yes),
 * in cents; the difference is the last column. */
static int64_t difference_of(const char *text, const char *person)
{
    int64_t sum = 0;
    for (const char *s = text; *s; s += strcspn(s, "\n") + 1) {
        const char *id = cell_of(s, 1), *last = s + strcspn(s, "\n");
        int64_t cents;
        if (strncmp(id, person, strlen(person)) != 0 || id[strlen(person)] != ',' ||
            strncmp(cell_of(s, 5), "yes,", 4) != 0)
            continue;
        while (last[-1] != ',')
            last--;
        if (cx_dec_parse(&cents, last, strcspn(last, "\n"), 2) != CX_DEC_OK)
            fail("a difference is no amount", last);
        sum += cents;
    }
    return sum;
}

/* The lines of November that put October right add up to what October is now, less what was sealed.
 */
static void check_retro(struct cx_db *db, const struct cx_period *october)
{
    struct cx_period november = cx_period_month(2026, 11);
    struct cx_scores *scores = NULL;
    struct cx_err err = {0};
    struct cx_buf text = {0};
    struct cx_table *table = cx_table_into(&text, CX_FORMAT_CSV);
    must(cx_bonus_recompute(table, db, october, &err), &err, "recompute");
    must(cx_table_end(table, &err), &err, "write");
    cx_table_free(table);
    must(cx_scores_compute(&scores, db, &november, &err), &err, "scores");
    struct cx_bonus *bonus = pay(db, scores);
    for (int p = 0; p < scores->org->person_count; p++) {
        int64_t sum = 0;
        for (size_t k = 0; k < bonus->line_count; k++) {
            const struct cx_bonus_line *line = &bonus->lines[k];
            if (line->rule == CX_LINE_RETRO && bonus->rows[line->row].person == p)
                sum += line->amount;
        }
        retro_seen += sum != 0;
        if (sum != difference_of(cx_buf_str(&text), scores->org->people[p].key))
            fail("what is put right is not the difference", scores->org->people[p].key);
    }
    cx_bonus_free(bonus);
    cx_buf_fini(&text);
}

/* What is sealed is what was printed, in all views, also when the plan is another by then, and more
 * people, payments and teams have come. */
static void check_seal(struct cx_db *db, struct world *world, const char *first)
{
    const struct cx_seal_options sealing = {.now = INT64_C(20759) * 86400, .arguments = "close"};
    struct cx_period period = cx_period_month(2026, 10);
    struct cx_seal seal = {0};
    struct cx_err err = {0};
    struct cx_buf text = {0};
    must(cx_bonus_close(&seal, db, &period, &sealing, &err), &err, "close");
    must(cx_db_exec(db, "DELETE FROM rules", &err), &err, "another plan");
    if (!world->is_local) /* else they are among the world since check_strangers */
        world_add_strangers(world);
    import(db, world);
    for (int view = CX_BONUS_POSTS; view <= CX_BONUS_LINES; view++) {
        struct cx_table *table = cx_table_into(&text, CX_FORMAT_CSV);
        must(cx_sheet_table(table, db, &period, (enum cx_bonus_view)view, &err), &err, "sealed");
        must(cx_table_end(table, &err), &err, "write");
        cx_table_free(table);
    }
    same(first, cx_buf_str(&text), "what is sealed is not what was printed");
    check_retro(db, &period);
    cx_seal_fini(&seal);
    cx_buf_fini(&text);
}

/* The rows of a table whose column says a day until `last`; or the same as another column, if any
 * (-1: none): a person's first post, which others name. */
static struct cx_buf rows_until(const struct cx_buf *table, int column, const char *last, int other)
{
    struct cx_buf out = {0};
    bool is_header = true;
    for (const char *s = table->data; *s; s += strcspn(s, "\n") + 1) {
        const char *cell = cell_of(s, column);
        if (is_header || strncmp(cell, last, strlen(last)) <= 0 ||
            (other >= 0 && strncmp(cell, cell_of(s, other), strlen(last)) == 0))
            cx_buf_add(&out, s, strcspn(s, "\n") + 1);
        is_header = false;
    }
    return out;
}

/* Shares of payments that are there. */
static struct cx_buf credits_of(const struct world *world, const struct cx_buf *payments)
{
    struct cx_buf out = {0};
    bool is_header = true;
    for (const char *s = world->tables[CREDITS].data; *s; s += strcspn(s, "\n") + 1) {
        char id[32];
        snprintf(id, sizeof id, "\n%.*s,", (int)strcspn(s, ","), s);
        if (is_header || strstr(payments->data, id))
            cx_buf_add(&out, s, strcspn(s, "\n") + 1);
        is_header = false;
    }
    return out;
}

/* Episodes that have begun by a day, without an end that is later. */
static struct cx_buf episodes_until(const struct world *world, const char *last)
{
    struct cx_buf begun = rows_until(&world->tables[ASSIGNMENTS], 2, last, -1), out = {0};
    for (const char *s = begun.data; *s; s += strcspn(s, "\n") + 1) {
        const char *end = cell_of(s, 3);
        bool is_later = s > begun.data && strncmp(end, last, strlen(last)) > 0;
        cx_buf_add(&out, s, is_later ? (size_t)(end - s) : strcspn(s, "\n"));
        cx_buf_putc(&out, '\n');
    }
    cx_buf_fini(&begun);
    return out;
}

/* Accounts become others from a day on. */
static void change_accounts(struct world *world, int day, struct cx_buf *out)
{
    char since[CX_DATE_TEXT];
    cx_buf_puts(out, "account_id,due_on,amount,product,since\n");
    for (const char *s = strchr(world->tables[ACCOUNTS].data, '\n') + 1; *s;
         s += strcspn(s, "\n") + 1) {
        if (pick(world, 3) == 0)
            cx_buf_printf(out, "%.*s,boat,%s\n", (int)(cell_of(s, 3) - s - 1), s,
                          cx_date_format(since, day + pick(world, 9)));
    }
}

static char *pay_at(struct cx_db *db, cx_time now)
{
    struct cx_err err = {0};
    must(cx_wall_raise(db, now, CX_DATE_NONE, &err), &err, "wall");
    struct cx_bonus *bonus = pay(db, score(db));
    char *text = all_of(bonus);
    cx_bonus_free(bonus);
    return text;
}

/* What is paid at the end of a day of October is the same when the rest has come: what happens
 * later, who holds what then, a team that moves after it, accounts that are others from then on. */
static void check_wall(struct world *world)
{
    char last[CX_DATE_TEXT], next[CX_DATE_TEXT];
    cx_date day = cx_period_month(2026, 10).from + 2 + pick(world, 27);
    cx_time now = ((cx_time)day + 1) * 86400 - 1;
    struct world early = *world;
    struct cx_buf teams = world->tables[TEAMS];
    cx_date_format(last, day);
    early.tables[EMPLOYEES] = rows_until(&world->tables[EMPLOYEES], 1, last, 4);
    early.tables[PAYMENTS] = rows_until(&world->tables[PAYMENTS], 2, last, -1);
    early.tables[CONTACTS] = rows_until(&world->tables[CONTACTS], 3, last, -1);
    early.tables[ASSIGNMENTS] = episodes_until(world, last);
    early.tables[FEEDBACK] = rows_until(&world->tables[FEEDBACK], 2, last, -1);
    early.tables[CREDITS] = credits_of(world, &early.tables[PAYMENTS]);
    struct cx_db *before = load(&early), *after = load(&early);
    char *first = pay_at(before, now);
    world->tables[TEAMS] = (struct cx_buf){0};
    cx_buf_printf(&world->tables[TEAMS], "team_id,since,parent_id\nT%d,%s,T0\n",
                  world->team_count - 1, cx_date_format(next, day + 1 + pick(world, 9)));
    import(after, world);
    struct world changed = *world;
    changed.tables[ACCOUNTS] = (struct cx_buf){0};
    change_accounts(world, day + 1, &changed.tables[ACCOUNTS]);
    import(after, &changed);
    cx_buf_fini(&changed.tables[ACCOUNTS]);
    cx_bonus_free(pay(after, score(after))); /* the whole month is kept */
    char *second = pay_at(after, now);
    same(first, second, "what is later changes what is paid");
    free(first);
    free(second);
    cx_buf_fini(&world->tables[TEAMS]);
    world->tables[TEAMS] = teams;
    for (int i = 0; i < TABLES; i++) {
        if (early.tables[i].data != world->tables[i].data)
            cx_buf_fini(&early.tables[i]);
    }
    cx_db_close(before);
    cx_db_close(after);
}

static void check_company(uint64_t seed)
{
    struct world world;
    seed_now = seed;
    world_make(&world, seed);
    struct cx_db *db = load(&world);
    struct cx_bonus *bonus = pay(db, score(db)), *again = pay(db, score(db));
    char *first = all_of(bonus), *second = all_of(again), *piped = by_pipe(db);
    check_totals(bonus);
    check_pools(bonus);
    check_lines(bonus);
    same(first, second, "two runs differ");
    same(first, piped, "the pipe differs from the database");
    check_wall(&world);
    check_order(&world, first);
    if (world.is_local)
        check_strangers(&world);
    check_seal(db, &world, first);
    free(first);
    free(second);
    free(piped);
    cx_bonus_free(bonus);
    cx_bonus_free(again);
    cx_db_close(db);
    world_fini(&world);
}

static void remove_folder(void)
{
    char path[64];
    for (int i = 0; i < TABLES; i++) {
        snprintf(path, sizeof path, "%s/%s.csv", folder, table_names[i]);
        unlink(path);
    }
    rmdir(folder);
}

int main(int argc, char **argv)
{
    if (argc < 2 || argc > 3) {
        fprintf(stderr, "Usage: property COUNT [SEED]\n");
        return 2;
    }
    uint64_t count = strtoull(argv[1], NULL, 10);
    uint64_t seed = argc > 2 ? strtoull(argv[2], NULL, 10) : 20261101;
    if (!mkdtemp(folder))
        fail("no folder", folder);
    atexit(remove_folder);
    for (uint64_t i = 0; i < count; i++)
        check_company(seed + i);
    printf("%" PRIu64 " companies from seed %" PRIu64
           ": %ld posts, %ld lines, %ld pools, %ld put right\n",
           count, seed, posts_seen, lines_seen, pools_seen, retro_seen);
    return lines_seen > 0 ? 0 : 1;
}
