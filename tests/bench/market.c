/* Writes the market of a day's dealing as a transportation problem, in CPLEX's LP format, for a
 * solver that knows nothing of cx: market DATABASE DAY KIND PARTS. KIND is the number of a kind of
 * team.
 *
 * A source is a class: the customers with as many accounts of the same segments, by value, cut
 * where their sum passes so many equal marks, the first few one by one, each worth the class's
 * mean, and taking the room of its accounts; a sink is a person with room for their capacity.
 * Nobody may hold anything, and all have a capacity. But for customers cut in two, any solution can
 * be carried out as it is. Cut alike but not by cx's own classes. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "assign/deal.h"
#include "assign/desk.h"
#include "assign/party.h"
#include "base/mem.h"

#define ACCOUNTS_MAX 8 /* of one customer, for one kind of team */

struct one { /* a party: its accounts, by segment */
    size_t count;
    int segments[ACCOUNTS_MAX];
    double values[ACCOUNTS_MAX], value;
};

struct class
{
    struct one mean;
    int count;
};

static int compare_segments(const struct one *left, const struct one *right)
{
    if (left->count != right->count)
        return left->count < right->count ? -1 : 1;
    return memcmp(left->segments, right->segments, left->count * sizeof *left->segments);
}

static int compare(const void *a, const void *b)
{
    const struct one *left = a, *right = b;
    int order = compare_segments(left, right);
    return order ? order : (left->value < right->value) - (left->value > right->value);
}

static void add_account(struct one *one, int segment, double value)
{
    size_t k = one->count++;
    for (; k > 0 && one->segments[k - 1] > segment; k--) {
        one->segments[k] = one->segments[k - 1];
        one->values[k] = one->values[k - 1];
    }
    one->segments[k] = segment;
    one->values[k] = value;
    one->value += value;
}

/* The parties that the kind is to be dealt, by segments and value. */
static int gather(struct one *ones, size_t *count, const struct deal *deal, const int32_t *marks,
                  int kind, struct cx_err *err)
{
    *count = 0;
    for (size_t p = 0; p < deal->party_count; p++) {
        const struct party *party = &deal->parties[p];
        if (party->worker >= 0 || party->kind != kind || party->stage < 0)
            continue;
        if (party->count > ACCOUNTS_MAX)
            return cx_err_set(err, CX_EDATA, "a customer has more than %d accounts", ACCOUNTS_MAX);
        struct one *one = &ones[(*count)++];
        *one = (struct one){0};
        for (size_t k = 0; k < party->count; k++) {
            uint32_t i = party_members(deal, party)[k];
            add_account(one, marks[i], ticket_value(&deal->tickets[i]));
        }
    }
    if (*count > 0)
        qsort(ones, *count, sizeof *ones, compare);
    return 0;
}

static void add_to_mean(struct class *class, const struct one *one)
{
    class->count++;
    for (size_t k = 0; k < one->count; k++)
        class->mean.values[k] += (one->values[k] - class->mean.values[k]) / class->count;
}

static int classify(struct class *classes, const struct one *ones, size_t count, size_t parts)
{
    int made = 0;
    for (size_t first = 0, end; first < count; first = end) {
        double all = 0, sum = 0;
        size_t part = 0;
        for (end = first; end < count && compare_segments(&ones[end], &ones[first]) == 0; end++)
            all += ones[end].value;
        for (size_t i = first; i < end; i++) {
            size_t now = (size_t)(sum / all * (double)parts);
            if (i == first || now > part || i < first + parts / 4) {
                classes[made] = (struct class){.mean = ones[i], .count = 0};
                memset(classes[made++].mean.values, 0, sizeof ones[i].values);
            }
            part = now;
            sum += ones[i].value;
            add_to_mean(&classes[made - 1], &ones[i]);
        }
    }
    return made;
}

/* In a worker's hands; money, not cents. */
static double worth(const struct class *class, const struct skills *skills, int person)
{
    double cents = 0;
    for (size_t k = 0; k < class->mean.count; k++)
        cents += class->mean.values[k] * (double)skill_ppm(skills, person, class->mean.segments[k]);
    return cents / 100 / SKILL_ONE;
}

static void write_problem(const struct deal *deal, const struct skills *skills,
                          const struct class *classes, int count, int kind)
{
    puts("Maximize\nexpected:");
    for (int c = 0; c < count; c++) {
        for (int w = deal->first[kind]; w < deal->first[kind + 1]; w++)
            printf("+ %.6f x%d_%d\n", worth(&classes[c], skills, deal->workers[w].person), c, w);
    }
    puts("Subject To");
    for (int c = 0; c < count; c++) {
        printf("c%d:", c);
        for (int w = deal->first[kind]; w < deal->first[kind + 1]; w++)
            printf(" + x%d_%d\n", c, w);
        printf(" <= %d\n", classes[c].count);
    }
    for (int w = deal->first[kind]; w < deal->first[kind + 1]; w++) {
        printf("w%d:", w);
        for (int c = 0; c < count; c++)
            printf(" + %zu x%d_%d\n", classes[c].mean.count, c, w);
        printf(" <= %d\n", deal->workers[w].takes ? deal->workers[w].capacity : 0);
    }
    puts("End");
}

static int write_market(struct desk *desk, struct cx_db *db, int kind, size_t parts,
                        struct cx_err *err)
{
    struct deal deal = {0};
    size_t accounts = desk->book->count;
    struct one *ones = cx_alloc((accounts + 1) * sizeof *ones);
    struct class *classes = cx_alloc((accounts + 1) * sizeof *classes);
    int32_t *marks = cx_alloc((accounts + 1) * sizeof *marks);
    bool *wanted = cx_alloc(accounts + 1);
    triage(&deal, desk->book, &desk->chances);
    for (size_t i = 0; i < accounts; i++)
        wanted[i] = deal.tickets[i].is_dealt;
    int rc = desk_measure(desk, db, err);
    if (rc == 0)
        rc = segments_mark(marks, &desk->segments, desk->book->today, wanted, err);
    size_t count = 0;
    if (rc == 0)
        rc = gather(ones, &count, &deal, marks, kind, err);
    for (int w = deal.first[kind]; count > 0 && w < deal.first[kind + 1]; w++) {
        if (rc == 0 && (deal.workers[w].held > 0 ||
                        (deal.workers[w].takes && deal.workers[w].capacity == INT_MAX)))
            rc = cx_err_set(err, CX_EDATA, "somebody holds accounts, or has no capacity");
    }
    if (rc == 0 && count > 0)
        write_problem(&deal, &desk->skills, classes, classify(classes, ones, count, parts), kind);
    triage_fini(&deal);
    free(ones);
    free(classes);
    free(marks);
    free(wanted);
    return rc;
}

int main(int argc, char **argv)
{
    static struct desk desk;
    struct cx_db *db = NULL;
    struct cx_err err = {0};
    if (argc != 5) {
        fputs("market DATABASE DAY KIND PARTS\n", stderr);
        return 2;
    }
    int rc = cx_db_open(&db, argv[1], CX_DB_READ, &err);
    if (rc == 0)
        rc = desk_open(&desk, db, atoi(argv[2]), 0, &err);
    if (rc == 0)
        rc = write_market(&desk, db, atoi(argv[3]), strtoul(argv[4], NULL, 10), &err);
    if (rc < 0)
        fprintf(stderr, "market: %s\n", err.text);
    desk_close(&desk);
    cx_db_close(db);
    return rc < 0;
}
