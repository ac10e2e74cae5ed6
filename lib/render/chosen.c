#include "render/chosen.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/invariant.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/nearest.h"

static int refuse(const struct cx_table *whole, const char *name, struct cx_err *err)
{
    struct cx_nearest nearest = {0};
    struct cx_buf names = {0};
    for (size_t i = 0; i < whole->column_count; i++) {
        cx_nearest_try(&nearest, name, strlen(name), whole->columns[i].name);
        cx_buf_printf(&names, "%s%s", i ? ", " : "", whole->columns[i].name);
    }
    int rc =
        *nearest.name
            ? cx_err_set(err, CX_EUSAGE, "--columns: there is no column \"%s\": did you mean %s?",
                         name, nearest.name)
            : cx_err_set(err, CX_EUSAGE, "--columns: there is no column \"%s\"; there are %s", name,
                         cx_buf_str(&names));
    cx_buf_fini(&names);
    return rc;
}

static int find(size_t *column, const struct cx_table *whole, const char *name, struct cx_err *err)
{
    for (size_t i = 0; i < whole->column_count; i++) {
        if (strcasecmp(whole->columns[i].name, name) == 0 ||
            strcmp(whole->columns[i].title, name) == 0 ||
            strcmp(cx_said(whole->columns[i].title), name) == 0) {
            *column = i;
            return 0;
        }
    }
    return refuse(whole, name, err);
}

/* Marks by column what place it has among those that were named, from 1; -1: it is left out. */
static int read_wanted(int *places, const struct cx_table *whole, const char *wanted,
                       bool *is_without, struct cx_err *err)
{
    char *text = cx_strdup(wanted), *rest = text;
    int rc = 0, place = 0;
    *is_without = true;
    for (const char *name; rc == 0 && (name = strsep(&rest, ","));) {
        name += strspn(name, " ");
        bool is_out = *name == '-';
        size_t column = 0;
        name += is_out;
        if (!*name)
            continue;
        rc = find(&column, whole, name, err);
        if (rc == 0)
            places[column] = is_out ? -1 : ++place;
        *is_without = *is_without && is_out;
    }
    free(text);
    return rc;
}

static void add(struct chosen *chosen, const struct cx_table *whole, size_t column)
{
    chosen->columns[chosen->table->column_count] = column;
    cx_table_add_shown(chosen->table, &whole->columns[column]);
}

int chosen_new(struct chosen *chosen, const struct cx_table *whole, const char *wanted,
               struct cx_err *err)
{
    int *places = cx_alloc((whole->column_count + 1) * sizeof *places);
    bool is_without;
    *chosen = (struct chosen){.table = cx_table_new(NULL)};
    chosen->columns = cx_alloc((whole->column_count + 1) * sizeof *chosen->columns);
    chosen->row = cx_alloc((whole->column_count + 1) * sizeof *chosen->row);
    chosen->table->title = cx_strdup(whole->title);
    chosen->table->note = cx_strdup(whole->note);
    chosen->table->nothing = cx_strdup(whole->nothing);
    chosen->table->is_rounded = whole->is_rounded;
    chosen->table->is_grouped = whole->is_grouped;
    int rc = read_wanted(places, whole, wanted, &is_without, err);
    for (size_t i = 0; rc == 0 && is_without && i < whole->column_count; i++) {
        if (places[i] == 0)
            add(chosen, whole, i);
    }
    for (int place = 1; rc == 0 && !is_without && place <= (int)whole->column_count; place++) {
        for (size_t i = 0; i < whole->column_count; i++) {
            if (places[i] == place)
                add(chosen, whole, i);
        }
    }
    if (rc == 0 && chosen->table->column_count == 0)
        rc = cx_err_set(err, CX_EUSAGE, "--columns: no column is left");
    free(places);
    return rc;
}

void cx_table_pick(struct cx_table *to, const struct cx_table *from, const char *columns)
{
    struct chosen chosen;
    struct cx_err err = {0};
    CX_INVARIANT(chosen_new(&chosen, from, columns, &err) == 0, "the columns are the table's");
    for (size_t i = 0; i < chosen.table->column_count; i++)
        cx_table_add_shown(to, &chosen.table->columns[i]);
    for (size_t i = 0; i < from->row_count; i++)
        cx_table_keep(to, chosen_row(&chosen, cx_table_cell(from, i, 0)));
    chosen_free(&chosen);
}

void chosen_free(struct chosen *chosen)
{
    cx_table_free(chosen->table);
    free(chosen->columns);
    free(chosen->row);
    *chosen = (struct chosen){0};
}

const struct cx_cell *chosen_row(const struct chosen *chosen, const struct cx_cell *cells)
{
    for (size_t i = 0; i < chosen->table->column_count; i++)
        chosen->row[i] = cells[chosen->columns[i]];
    return chosen->row;
}
