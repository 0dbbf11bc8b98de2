/*
 * The part of an allocation message that the benchmark programs touch.
 *
 * Every frame size (72, 112, 128 and 144 bytes) begins with the same 40-byte head, followed by the
 * four totals of an answer. What lies behind them is zero in every request.
 */
#ifndef TT_FLIGHT_BENCH_WIRE_H
#define TT_FLIGHT_BENCH_WIRE_H

#include <assert.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum message_type {
    MSG_ALLOC = 1,
    MSG_FREE = 2,
    MSG_QUERY = 3,
    MSG_RESPONSE = 4,
    MSG_CB_ALLOC = 8,
    MSG_CB_FREE = 9,
    MSG_KERNEL_LOAD = 10,
    MSG_KERNEL_UNLOAD = 11,
};

enum buffer_type {
    BUF_DRAM = 0,
    BUF_L1 = 1,
    BUF_SYSTEM_MEMORY = 2,
    BUF_L1_SMALL = 3,
    BUF_TRACE = 4,
    BUFFER_TYPES = 5,
};

/* Natural alignment gives the layout on the wire; host byte order, as the senders use it. */
struct frame {
    uint8_t type;
    uint8_t pad1[3];
    int32_t device_id;
    uint64_t size;
    uint8_t buffer_type; /* the kind of kernel in MSG_KERNEL_LOAD */
    uint8_t pad2[3];
    int32_t process_id;
    uint64_t buffer_id;
    uint64_t timestamp; /* ns since the epoch */

    /* Answers only. */
    uint64_t dram;
    uint64_t l1;
    uint64_t l1_small;
    uint64_t trace;
};

static_assert(offsetof(struct frame, process_id) == 20, "process_id");
static_assert(offsetof(struct frame, timestamp) == 32, "timestamp");
static_assert(offsetof(struct frame, dram) == 40, "dram");
static_assert(sizeof(struct frame) == 72, "the smallest frame is the head and the totals");

enum { MAX_FRAME_SIZE = 144 };

static inline bool is_frame_size(long bytes)
{
    return bytes == 72 || bytes == 112 || bytes == 128 || bytes == MAX_FRAME_SIZE;
}

#endif
