/* A hash map from int64 to int64 (open addressing), for keys of rows and sets of ids. */
#ifndef CX_BASE_MAP_H
#define CX_BASE_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct cx_map;

struct cx_map *cx_map_new(void);
void cx_map_free(struct cx_map *map);
/* Stores value under key; returns true if the key was new. */
bool cx_map_put(struct cx_map *map, int64_t key, int64_t value);
/* The address of key's value, or NULL; valid until the next put. */
int64_t *cx_map_get(const struct cx_map *map, int64_t key);
size_t cx_map_count(const struct cx_map *map);
/* 64-bit hash of bytes (FNV-1a with a final mix), for keys that are texts. */
uint64_t cx_map_hash(const void *bytes, size_t n, uint64_t seed);

#endif
