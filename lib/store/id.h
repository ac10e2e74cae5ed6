/* Ids are text to the user and integers inside.
 *
 * An id that ends in digits (K00048, 20261001000123) is packed: its number in the upper 54 bits,
 * its shape (the prefix and the count of digits, table id_shape) in the lower 9. So most ids need
 * no dictionary, keep their order, and serve as primary keys as they are. All other ids, and those
 * of the shapes beyond the 511th, are numbered in the dictionary id_text (shape 0). A shape, once
 * there, is never taken away, so an id always packs alike. 0 is no id. */
#ifndef CX_STORE_ID_H
#define CX_STORE_ID_H

#include "store/store.h"

#define CX_ID_MAX 256 /* bytes of an id: 64 characters */

/* The integer of s; where it isn't known yet it is added (in the open transaction). */
int cx_id_add(int64_t *id, struct cx_db *db, const char *s, size_t n, struct cx_err *err);
/* The same without adding: *id is 0 where s can't be in the database. */
int cx_id_find(int64_t *id, struct cx_db *db, const char *s, size_t n, struct cx_err *err);
/* As cx_id_find, but an unknown id gets a temporary integer that no stored id has, valid until db
 * is closed. */
int cx_id_lend(int64_t *id, struct cx_db *db, const char *s, size_t n, struct cx_err *err);
/* The integer of s where it packs into a shape that is known: no statement is run, so that a second
 * thread may call it while the first one adds. *hint (0 at first) is the shape that came last. */
bool cx_id_pack(int64_t *id, const struct cx_db *db, int *hint, const char *s, size_t n);
/* The text of the first id that cx_id_alike gives for s and sql, which has one parameter, has a row
 * of; "" where there is none. */
int cx_id_meant(char buf[CX_ID_MAX + 1], struct cx_db *db, const char *sql, const char *s,
                struct cx_err *err);
/* Reads the shapes, where that wasn't done yet. */
int cx_id_prepare(struct cx_db *db, struct cx_err *err);
/* The next id that s may have been before a spreadsheet took its leading zeros, or a keyboard its
 * capitals: of the known shapes after *shape (0 at first) that differ from its own only in that. 0:
 * there is no other. */
int64_t cx_id_alike(const struct cx_db *db, int *shape, const char *s, size_t n);
/* Below, above or 0 as one id comes before another, whenever each was imported: by what stands
 * before their last digits (16 at most), as text, then by the number that these are: P9, P10, Q1.
 * Quick for ids of one shape. */
int cx_id_compare(struct cx_db *db, int64_t left, int64_t right);
/* The places of ids in that order, of count elements; equal ids keep theirs. Each text is looked up
 * once. */
void cx_id_order(size_t *order, struct cx_db *db, const int64_t *ids, size_t count);
/* The text of an id; "" for 0. Returns buf. */
const char *cx_id_text(char buf[CX_ID_MAX + 1], struct cx_db *db, int64_t id);

#endif
