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
#include "company.h"
#include "sheet/close.h"

static long lines_seen, pools_seen, posts_seen, retro_seen;

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
