/* What is particular to arrangements and their instalments: what each kind of them needs, and that
 * no more is waived or promised than is owed. */
#include "base/decimal.h"
#include "import/arrangements.sql.h"
#include "import/hooks.h"
#include "kind/words.h"

/* Whether this import says something new of an arrangement, or of a waiver of its account that
 * counts before it. What was agreed on may be more than was owed by now, where older payments came
 * later: it stays, also where a file has it again. */
static bool is_judged(const struct import *import, int64_t arrangement, int64_t account,
                      cx_date agreed_on)
{
    const int64_t *waived = cx_map_get(import->waived, account);
    return cx_map_get(import->arranged, arrangement) || (waived && *waived <= agreed_on);
}

/* More can't be waived than is owed. */
static int check_waivers(struct import *import, const struct file *files, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    struct cx_buf text = {0};
    char id[CX_ID_MAX + 1], amount[CX_DEC_TEXT], owed[CX_DEC_TEXT];
    int rc = cx_stmt_new(&stmt, import->db, SQL_excessive_waivers, err);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        rc = 0;
        if (!is_judged(import, cx_stmt_int(stmt, 0), cx_stmt_int(stmt, 3),
                       (cx_date)cx_stmt_int(stmt, 4)))
            continue;
        cx_buf_clear(&text);
        int64_t left = cx_stmt_int(stmt, 2); /* below 0: it was paid twice over */
        cx_id_text(id, import->db, cx_stmt_int(stmt, 0));
        put_place(import, &text, "arrangements", id, "", "amount", files);
        cx_buf_say(&text, "the waiver of %s is more than the %s that were owed",
                   cx_dec_format(amount, cx_stmt_int(stmt, 1), 2),
                   cx_dec_format(owed, left > 0 ? left : 0, 2));
        say_whole(import, cx_buf_str(&text));
    }
    cx_stmt_free(stmt);
    cx_buf_fini(&text);
    return rc;
}

/* Instalments are of a plan of them, fall due after it was agreed, and come to no more than was
 * owed. */
static int check_instalments(struct import *import, const struct file *files, struct cx_err *err)
{
    struct cx_stmt *stmt = NULL;
    struct cx_buf text = {0};
    char id[CX_ID_MAX + 1], day[CX_DATE_TEXT], agreed[CX_DATE_TEXT], sum[CX_DEC_TEXT],
        owed[CX_DEC_TEXT];
    int rc = cx_stmt_new(&stmt, import->db, SQL_wrong_instalments, err);
    while (rc == 0 && (rc = cx_stmt_step(stmt, err)) == 1) {
        bool is_other = cx_stmt_int(stmt, 1) != CX_INSTALMENT,
             is_early = cx_stmt_int(stmt, 2) < cx_stmt_int(stmt, 3);
        rc = 0;
        if (!is_judged(import, cx_stmt_int(stmt, 0), cx_stmt_int(stmt, 6),
                       (cx_date)cx_stmt_int(stmt, 3)))
            continue;
        cx_buf_clear(&text);
        cx_id_text(id, import->db, cx_stmt_int(stmt, 0));
        put_place(import, &text, "instalments", id, "",
                  is_other   ? "arrangement_id"
                  : is_early ? "due_on"
                             : "amount",
                  files);
        if (is_other)
            cx_buf_say(&text, "the arrangement is not of kind instalment");
        else if (is_early)
            cx_buf_say(&text, "%s is before the plan was agreed on %s",
                       cx_date_format(day, (cx_date)cx_stmt_int(stmt, 2)),
                       cx_date_format(agreed, (cx_date)cx_stmt_int(stmt, 3)));
        else
            cx_buf_say(&text,
                       "the instalments come to %s, which is more than the %s that were owed",
                       cx_dec_format(sum, cx_stmt_int(stmt, 4), 2),
                       cx_dec_format(owed, cx_stmt_int(stmt, 5), 2));
        say_whole(import, cx_buf_str(&text));
    }
    cx_stmt_free(stmt);
    cx_buf_fini(&text);
    return rc;
}

/* If instalments are imported too, their own hook checks them. */
static int check_arrangements(struct import *import, const struct file *files, struct cx_err *err)
{
    int rc = check_waivers(import, files, err);
    if (rc == 0)
        rc = doubts_of_extensions(import, err);
    return rc < 0 || has_kind(import, files, &cx_kind_instalments)
               ? rc
               : check_instalments(import, files, err);
}

enum { ARRANGEMENT, ARRANGED, ARRANGED_ON, ARRANGED_AMOUNT, ARRANGED_DUE, ARRANGED_ACCOUNT };

/* The column that an arrangement needs, and the row leaves empty; -1: none. A waiver has an amount,
 * an extension a day; a plan of instalments may have either. */
static int lacking(const struct file *file)
{
    int64_t kind = cell_of(file, ARRANGED)->n;
    int needed = kind == CX_WAIVER ? ARRANGED_AMOUNT : kind == CX_EXTENSION ? ARRANGED_DUE : -1;
    return needed >= 0 && cell_of(file, needed)->null ? column_of(file, needed) : -1;
}

static bool bad_lacking(struct file *file, int column)
{
    return bad_cell(file, column,
                    column == column_of(file, ARRANGED_AMOUNT)
                        ? "a waiver needs its amount"
                        : "an extension needs the new due date");
}

static bool check_arrangement(struct file *file)
{
    const struct cx_typed *amount = cell_of(file, ARRANGED_AMOUNT);
    int column = lacking(file);
    if (column >= 0 && file->intake.present[column])
        return bad_lacking(file, column);
    return amount->null || amount->n > 0 ||
           bad_cell(file, column_of(file, ARRANGED_AMOUNT), "must be above 0");
}

/* What the file has no column for may be known. */
static int complete_arrangement(struct file *file, struct cx_err *err)
{
    struct cx_buf sql = {0};
    struct cx_stmt *stmt = NULL;
    int column = lacking(file);
    if (column < 0)
        return 1;
    cx_buf_printf(&sql,
                  "SELECT 1 FROM arrangements WHERE arrangement_id = ?1 AND \"%s\" IS NOT NULL",
                  file->kind->fields[column].name);
    int rc = cx_stmt_first(&stmt, file->import->db, cx_buf_str(&sql), cell_of(file, ARRANGEMENT)->n,
                           err);
    if (rc == 0)
        bad_lacking(file, column);
    cx_stmt_free(stmt);
    cx_buf_fini(&sql);
    return rc;
}

static void note_extension(struct file *file)
{
    if (file->is_news && cell_of(file, ARRANGED)->n == CX_EXTENSION)
        doubts_take(&file->import->extended, cell_of(file, ARRANGED_ACCOUNT)->n);
}

/* A row that changes only who agreed, or the due date, does not change what is owed. */
static bool match_arrangement(struct file *file, const int64_t *known)
{
    note_extension(file);
    bool has_amount = file->intake.present[column_of(file, ARRANGED_AMOUNT)];
    if (known[0] && (known[1] || !has_amount))
        file->is_news = false;
    return true;
}

static int settle_arrangement(struct file *file, struct cx_err *err)
{
    struct import *import = file->import;
    (void)err;
    note_extension(file);
    if (!file->is_news)
        return 0;
    int64_t account = cell_of(file, ARRANGED_ACCOUNT)->n, day = cell_of(file, ARRANGED_ON)->n;
    cx_map_put(import->arranged, cell_of(file, ARRANGEMENT)->n, 1);
    if (cell_of(file, ARRANGED)->n != CX_WAIVER)
        return 0;
    const int64_t *first = cx_map_get(import->waived, account);
    cx_map_put(import->waived, account, first && *first < day ? *first : day);
    return 0;
}

const struct hooks arrangements_hooks = {
    .kind = &cx_kind_arrangements,
    .columns = {[ARRANGEMENT] = "arrangement_id",
                [ARRANGED] = "kind",
                [ARRANGED_ON] = "agreed_on",
                [ARRANGED_AMOUNT] = "amount",
                [ARRANGED_DUE] = "due_on",
                [ARRANGED_ACCOUNT] = "account_id"},
    .keeps_lines = true,
    .check = check_arrangement,
    .complete = complete_arrangement,
    .known = ",(arrangements.account_id, arrangements.kind, arrangements.agreed_on) IS "
             "(excluded.account_id, excluded.kind, excluded.agreed_on),"
             "arrangements.amount IS excluded.amount",
    .known_count = 2,
    .match = match_arrangement,
    .settle = settle_arrangement,
    .finish = check_arrangements,
};

enum { INSTALMENT_OF, INSTALMENT_AMOUNT };

static bool check_instalment(struct file *file)
{
    return cell_of(file, INSTALMENT_AMOUNT)->n > 0 ||
           bad_cell(file, column_of(file, INSTALMENT_AMOUNT), "must be above 0");
}

static int settle_instalment(struct file *file, struct cx_err *err)
{
    (void)err;
    if (file->is_news)
        cx_map_put(file->import->arranged, cell_of(file, INSTALMENT_OF)->n, 1);
    return 0;
}

const struct hooks instalments_hooks = {
    .kind = &cx_kind_instalments,
    .columns = {[INSTALMENT_OF] = "arrangement_id", [INSTALMENT_AMOUNT] = "amount"},
    .keeps_lines = true,
    .check = check_instalment,
    .settle = settle_instalment,
    .finish = check_instalments,
};
