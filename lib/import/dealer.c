/* A database that holds one part of a company's customers takes what is its own from files that all
 * parts read.
 *
 * Whose a row is follows from the row alone, or from where the row is that it refers to, so that
 * parts need not know of one another. */
#include "import/dealer.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "import/hooks.h"
#include "import/refs.h"

/* Which columns say whose a row is: the first that is not empty. Where none is, it belongs to no
 * customer, and goes to the head. */
enum { BY = 2 };
static const struct deal {
    const struct cx_kind *kind;
    const char *by[BY];
    bool may_move; /* the key says nothing of it: a row that is known may turn out another's */
} deals[] = {
    {&cx_kind_customers, {"customer_id"}, false},
    {&cx_kind_accounts, {"customer_id", "account_id"}, true},
    {&cx_kind_assignments, {"account_id"}, false},
    {&cx_kind_payments, {"account_id"}, true},
    {&cx_kind_credits, {"payment_id"}, false},
    {&cx_kind_contacts, {"account_id"}, true},
    {&cx_kind_complaints, {"account_id", "contact_id"}, true},
    {&cx_kind_reviews, {"contact_id"}, false},
    {&cx_kind_feedback, {"account_id"}, true},
    {&cx_kind_arrangements, {"account_id"}, true},
    {&cx_kind_instalments, {"arrangement_id"}, false},
    {&cx_kind_instalments, {"arrangement_id"}, false},
    {&cx_kind_orders, {"customer_id"}, true},
    {&cx_kind_signals, {"customer_id"}, false},
    {&cx_kind_trainings, {NULL}, false},
    {&cx_kind_costs, {NULL}, false},
};

struct dealer {
    const struct deal *deal;
    struct cx_part part;
    int columns[BY];      /* of the kind, as in by; -1: no more */
    struct ref *refs[BY]; /* where what it refers to lies is where the row goes; NULL: its hash */
    struct cx_idset *others; /* keys of rows of other parts; NULL: they can't have moved */
};

static const struct deal *find_deal(const char *kind)
{
    for (size_t i = 0; i < sizeof deals / sizeof *deals; i++) {
        if (strcmp(deals[i].kind->name, kind) == 0)
            return &deals[i];
    }
    return NULL;
}

/* Accounts, payments, contacts and arrangements lie where their customer does. */
static bool follows(const struct cx_field *field)
{
    return field->refers &&
           (strcmp(field->refers, "accounts") == 0 || strcmp(field->refers, "payments") == 0 ||
            strcmp(field->refers, "contacts") == 0 || strcmp(field->refers, "arrangements") == 0);
}

static int find_columns(struct dealer *dealer, const struct file *file, struct cx_err *err)
{
    for (size_t i = 0; i < BY; i++) {
        const char *name = dealer->deal->by[i];
        int column = name ? cx_kind_field(file->kind, name, strlen(name)) : -1;
        dealer->columns[i] = column;
        if (column < 0)
            continue;
        if (!file->intake.present[column])
            return cx_err_set(err, CX_EDATA,
                              "%s: the column %s is missing: it says to which part a row belongs; "
                              "add it, empty where there is none",
                              file->result->name, name);
        if (follows(&file->kind->fields[column]))
            dealer->refs[i] = file->refs[column];
    }
    return 0;
}

int dealer_open(struct file *file, struct cx_err *err)
{
    const struct cx_part *part = &file->import->part;
    const struct deal *deal = part->parts > 0 ? find_deal(file->kind->name) : NULL;
    if (!deal)
        return 0;
    file->dealer = cx_alloc(sizeof *file->dealer);
    file->dealer->deal = deal;
    file->dealer->part = *part;
    if (deal->may_move)
        file->dealer->others = cx_idset_new();
    file->result->is_dealt = true;
    return find_columns(file->dealer, file, err);
}

void dealer_close(struct file *file)
{
    if (file->dealer)
        cx_idset_free(file->dealer->others);
    free(file->dealer);
    file->dealer = NULL;
}

/* The integer of an id cell; 0: nothing in the database has it. */
static int find_id(int64_t *id, const struct file *file, const struct cx_typed *cell,
                   struct cx_err *err)
{
    *id = cell->n;
    return cell->text ? cx_id_find(id, file->import->db, cell->text, cell->len, err) : 0;
}

static bool is_hashed_here(const struct file *file, int column)
{
    const struct cx_part *part = &file->dealer->part;
    const struct cx_typed *cell = &file->cells[column];
    char id[CX_ID_MAX + 1];
    const char *text = cell->text ? cell->text : cx_id_text(id, file->import->db, cell->n);
    return part->number > 0 && cx_part_of(text, strlen(text), part->parts) == part->number;
}

/* 1: it is this part's; 0: another's; negative: failed. */
static int is_own(const struct file *file, struct cx_err *err)
{
    const struct dealer *dealer = file->dealer;
    size_t i = 0;
    int64_t id;
    while (i < BY && dealer->columns[i] >= 0 && file->cells[dealer->columns[i]].null)
        i++;
    if (i == BY || dealer->columns[i] < 0)
        return dealer->part.number == 0;
    if (!dealer->refs[i])
        return is_hashed_here(file, dealer->columns[i]);
    int rc = find_id(&id, file, &file->cells[dealer->columns[i]], err);
    return rc < 0 || id == 0 ? rc : refs_has(dealer->refs[i], id, err);
}

int dealer_takes(struct file *file, struct cx_err *err)
{
    int64_t key;
    int rc = file->dealer ? is_own(file, err) : 1;
    if (rc != 0)
        return rc;
    file->result->elsewhere++;
    if (!file->dealer->others)
        return 0;
    rc = find_id(&key, file, &file->cells[0], err);
    if (rc == 0 && key != 0)
        cx_idset_add(file->dealer->others, key);
    return rc;
}

struct search {
    struct file *file;
    struct cx_stmt *stmt;
    int rc;
    struct cx_err *err;
};

static void say_moved(struct file *file, int64_t key)
{
    struct cx_buf text = {0};
    char id[CX_ID_MAX + 1];
    cx_buf_say(&text,
               "%s: %s: %s is in this part, but by the file it belongs to another: what a customer "
               "has cannot move to one of another part; give it another id there, and delete it "
               "here",
               file->result->name, file->kind->fields[0].name,
               cx_id_text(id, file->import->db, key));
    say_whole(file->import, cx_buf_str(&text));
    cx_buf_fini(&text);
}

static bool look_up(void *context, int64_t key)
{
    struct search *search = context;
    cx_stmt_bind_int(search->stmt, 1, key);
    search->rc = cx_stmt_step(search->stmt, search->err);
    cx_stmt_reset(search->stmt);
    if (search->rc == 1)
        say_moved(search->file, key);
    return search->rc >= 0;
}

/* The table has only what this file brought: it is read once, not searched for each other row. */
static int read_all(struct search *search)
{
    int rc;
    while ((rc = cx_stmt_step(search->stmt, search->err)) == 1) {
        if (cx_idset_has(search->file->dealer->others, cx_stmt_int(search->stmt, 0)))
            say_moved(search->file, cx_stmt_int(search->stmt, 0));
    }
    return rc;
}

int dealer_check(struct file *file, struct cx_err *err)
{
    struct search search = {.file = file, .err = err};
    const char *key = file->kind->fields[0].name;
    struct cx_buf sql = {0};
    if (!file->dealer || !file->dealer->others || cx_idset_count(file->dealer->others) == 0)
        return 0;
    cx_buf_printf(&sql, "SELECT \"%s\" FROM \"%s\"", key, file->kind->name);
    if (!file->was_empty)
        cx_buf_printf(&sql, " WHERE \"%s\" = ?1", key);
    int rc = cx_stmt_new(&search.stmt, file->import->db, cx_buf_str(&sql), err);
    if (rc == 0 && file->was_empty)
        rc = read_all(&search);
    else if (rc == 0 && !cx_idset_each(file->dealer->others, look_up, &search))
        rc = search.rc;
    cx_stmt_free(search.stmt);
    cx_buf_fini(&sql);
    return rc;
}

int dealer_begin(struct import *import, struct cx_err *err)
{
    const struct cx_part *asked = &import->options->part;
    int rc = asked->parts > 0 ? cx_part_put(import->db, asked, err) : 0;
    return rc < 0 ? rc : cx_part_load(&import->part, import->db, err);
}
