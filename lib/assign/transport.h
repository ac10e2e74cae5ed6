/* Private to assign/: the transportation problem, solved exactly: so many of each source to sinks
 * of so much room, for the highest profit. */
#ifndef CX_ASSIGN_TRANSPORT_H
#define CX_ASSIGN_TRANSPORT_H

#include <stdint.h>

struct transport {
    int sources, sinks;
    const int64_t *supply; /* [source] */
    const int64_t *room;   /* [sink] */
    const double *profit;  /* [source][sink], not negative: of one */
    int64_t *flow;         /* [source][sink]: the solution */
    double *price;         /* [sink]: what one more place is worth; 0 where there is room left */
};

/* Where there isn't room for all, those that bring least are left out. By shortest augmenting paths
 * (as in Ahuja, Magnanti and Orlin, Network Flows, 1993, section 9.7). flow and price are the
 * caller's. */
void transport_solve(struct transport *transport);

#endif
