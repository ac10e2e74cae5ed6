/* assign/logit and assign/judge on real invoices: late or not, from what was known of the customer
 * before the invoice's date. Learnt from those before 2013-07-01, judged on those since.
 *
 * The wanted figures are those of a plain logistic regression, without penalty, by Newton's method
 * in another language, on the same split and features: 1,930 and 536 invoices, AUC 0.862613, Brier
 * 0.134005 (0.202352 for the mean), and its ten bins of calibration. Bins end a case apart where
 * 536 is not a multiple of ten. What is printed stands in tests/bench/README.md. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "assign/judge.h"
#include "assign/logit.h"
#include "base/date.h"
#include "files.h"
#include "unit.h"

enum { INVOICES_MAX = 3000, TERMS = 5 };

static struct invoice {
    char customer[16];
    cx_date on, due, settled;
    double amount;
    bool is_electronic;
} invoices[INVOICES_MAX];
static int count;

static cx_date date_of(const char *text)
{
    cx_date date;
    ck_assert_int_eq(cx_date_parse(&date, text, strlen(text), CX_ORDER_MDY), CX_DATE_OK);
    return date;
}

static bool read_invoices(void)
{
    int fd = shared_file("data/ibm-receivables/WA_Fn-UseC_-Accounts-Receivable.csv");
    char line[400];
    FILE *file = fd < 0 ? NULL : fdopen(fd, "r");
    if (!file)
        return false;
    ck_assert_ptr_nonnull(fgets(line, sizeof line, file));
    while (fgets(line, sizeof line, file)) {
        char *cells[12] = {0}, *rest = line;
        for (int i = 0; i < 12; i++)
            cells[i] = strsep(&rest, ",\r\n");
        struct invoice *invoice = &invoices[count++];
        ck_assert_int_lt(count, INVOICES_MAX);
        snprintf(invoice->customer, sizeof invoice->customer, "%s", cells[1]);
        invoice->on = date_of(cells[4]);
        invoice->due = date_of(cells[5]);
        invoice->settled = date_of(cells[8]);
        invoice->amount = strtod(cells[6], NULL);
        invoice->is_electronic = strcmp(cells[9], "Electronic") == 0;
    }
    fclose(file);
    return true;
}

/* Of the customer's invoices that were due before this one's date: how many, and how many were
 * late. */
static void figures(double values[TERMS], const struct invoice *invoice)
{
    int due = 0, late = 0;
    for (int i = 0; i < count; i++) {
        if (strcmp(invoices[i].customer, invoice->customer) != 0 || invoices[i].on >= invoice->on ||
            invoices[i].due >= invoice->on)
            continue;
        due++;
        late += invoices[i].settled > invoices[i].due;
    }
    values[0] = log1p(due);
    values[1] = log1p(late);
    values[2] = (late + 1.0) / (due + 2);
    values[3] = log1p(invoice->amount);
    values[4] = invoice->is_electronic;
}

static void ck_bins(const struct judgement *j)
{
    static const double predicted[JUDGE_BINS] = {0.0194, 0.0257, 0.0402, 0.0628, 0.1094,
                                                 0.2174, 0.3885, 0.5935, 0.7792, 0.8754};
    static const double observed[JUDGE_BINS] = {0.0377, 0.0000, 0.0189, 0.0926, 0.1296,
                                                0.2642, 0.2593, 0.5849, 0.7037, 0.7222};
    printf("AUC %.6f, Brier %.6f, of the mean %.6f\n", j->auc, j->brier, j->brier_base);
    for (int b = 0; b < JUDGE_BINS; b++) {
        const struct judged_bin *bin = &j->bins[b];
        printf("%d: %d, predicted %.4f, observed %.4f\n", b + 1, (int)bin->count, bin->predicted,
               bin->observed);
        ck_assert_double_eq_tol(bin->predicted, predicted[b], 0.01);
        ck_assert_double_eq_tol(bin->observed, observed[b], 0.02);
    }
}

START_TEST(late_or_not)
{
    static double chances[INVOICES_MAX];
    static bool came[INVOICES_MAX];
    struct design raw = {0}, scaled = {0};
    double mean[TERMS], sd[TERMS], values[TERMS], coefficients[TERMS + 1];
    struct judgement j;
    struct cx_err err = {0};
    size_t judged = 0;
    cx_date split = date_of("7/1/2013");
    if (!read_invoices())
        return;
    for (int pass = 0; pass < 2; pass++) {
        for (int i = 0; i < count; i++) {
            if (invoices[i].on >= split)
                continue;
            figures(values, &invoices[i]);
            design_begin(pass ? &scaled : &raw, invoices[i].settled > invoices[i].due);
            for (int t = 0; t < TERMS; t++)
                design_put(pass ? &scaled : &raw, t,
                           pass ? (values[t] - mean[t]) / sd[t] : values[t]);
        }
        for (int t = 0; pass == 0 && t < TERMS; t++)
            design_scale(&mean[t], &sd[t], &raw, t);
    }
    ck_assert_int_eq(logit_fit(coefficients, &scaled, TERMS, &err), 0);
    for (int i = 0; i < count; i++) {
        double score = coefficients[TERMS];
        if (invoices[i].on < split)
            continue;
        figures(values, &invoices[i]);
        for (int t = 0; t < TERMS; t++)
            score += coefficients[t] * (values[t] - mean[t]) / sd[t];
        chances[judged] = logit_chance(score);
        came[judged++] = invoices[i].settled > invoices[i].due;
    }
    judge(&j, chances, came, judged);
    ck_assert_uint_eq(raw.row_count, 1930);
    ck_assert_int_eq(j.count, 536);
    ck_assert_int_eq(j.paid, 151);
    ck_assert_double_eq_tol(j.auc, 0.862613, 0.002);
    ck_assert_double_eq_tol(j.brier, 0.134005, 0.001);
    ck_assert_double_eq_tol(j.brier_base, 0.202352, 1e-5);
    ck_bins(&j);
    design_fini(&raw);
    design_fini(&scaled);
}
END_TEST

static void tests(TCase *tc)
{
    tcase_add_test(tc, late_or_not);
}
UNIT_MAIN("receivables")
