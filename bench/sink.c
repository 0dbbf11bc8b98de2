/*
 * sink: an epoll reader of allocation messages, to measure a daemon against.
 *
 *   sink -s SOCKET [-m table|discard] [-z 72|112|128|144] [-r READ_KIB]
 *
 * table    keeps what a tracker has to keep: one open-addressing table of live buffers per process,
 *          bytes and buffers by device and type, for the process and for the machine. The practical limit.
 * discard  reads and looks at nothing but the last frame of a read. The limit that the kernel sets.
 *
 * Both answer QUERY, so that the sender can wait until everything before it was read. The other message
 * types are counted as messages and have no effect.
 *
 * Prints "Listening on: SOCKET" when ready; SIGTERM or SIGINT ends it and prints one line of JSON.
 */
#define _GNU_SOURCE
#include "wire.h"

#include <errno.h>
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum {
    MAX_DEVICES = 32,
    FIRST_TABLE_SIZE = 16,
    PROCESS_BUCKETS = 4096,
    EVENTS_PER_WAIT = 512,
};

/* A slot of a table; the key is the buffer id and the device. */
struct live_buffer {
    uint64_t buffer_id;
    uint64_t size;
    uint64_t timestamp;
    int32_t device_id;
    uint8_t buffer_type;
    bool used;
};

/* Linear probing, a power of two of slots, at most 70 % full, no tombstones. */
struct table {
    struct live_buffer *slots;
    size_t mask;
    size_t count;
    size_t grow_above;
};

struct totals {
    uint64_t bytes[BUFFER_TYPES];
    uint64_t buffers;
};

struct process {
    pid_t pid;
    int connections;
    struct process *next;
    struct table table;
    struct totals devices[MAX_DEVICES];
};

struct connection {
    int fd;
    struct process *process;
    size_t partial_length; /* bytes of a frame whose rest has not come yet */
    unsigned char partial[MAX_FRAME_SIZE];
};

static struct {
    const char *socket_path;
    bool discard;
    size_t frame_size;
    size_t read_size;
} options = {.frame_size = MAX_FRAME_SIZE, .read_size = 256 * 1024};

static struct totals devices[MAX_DEVICES];
static struct process *processes[PROCESS_BUCKETS];

static struct {
    uint64_t bytes;
    uint64_t messages;
    uint64_t reads;
    uint64_t connections;
    uint64_t rejected;     /* a device or a buffer type that does not exist */
    uint64_t foreign_pids; /* frames whose process_id is not the peer's */
    uint64_t unanswered;   /* answers that the socket did not take */
} counters;

static volatile sig_atomic_t stopping;

static void fail(const char *what)
{
    perror(what);
    exit(1);
}

static void *allocate_zeroed(size_t count, size_t size)
{
    void *memory = calloc(count, size);
    if (memory == NULL) {
        fail("calloc");
    }
    return memory;
}

/* ---- The table of live buffers ---- */

/* The finaliser of MurmurHash3: addresses that differ in a few middle bits spread over all slots. */
static inline size_t slot_hash(uint64_t buffer_id, int32_t device_id)
{
    uint64_t hash = buffer_id ^ ((uint64_t)(uint32_t)device_id << 48);
    hash ^= hash >> 33;
    hash *= 0xff51afd7ed558ccdULL;
    hash ^= hash >> 33;
    hash *= 0xc4ceb9fe1a85ec53ULL;
    hash ^= hash >> 33;
    return hash;
}

static void table_init(struct table *table, size_t slots)
{
    table->slots = allocate_zeroed(slots, sizeof *table->slots);
    table->mask = slots - 1;
    table->count = 0;
    table->grow_above = slots * 7 / 10;
}

/* The slot that holds the buffer, or the free one where it belongs. */
static inline struct live_buffer *table_find(struct table *table, uint64_t buffer_id, int32_t device_id)
{
    size_t index = slot_hash(buffer_id, device_id) & table->mask;
    for (;;) {
        struct live_buffer *slot = &table->slots[index];
        if (!slot->used || (slot->buffer_id == buffer_id && slot->device_id == device_id)) {
            return slot;
        }
        index = (index + 1) & table->mask;
    }
}

static void table_grow(struct table *table)
{
    struct live_buffer *old_slots = table->slots;
    size_t old_size = table->mask + 1;
    size_t count = table->count;

    table_init(table, old_size * 2);
    table->count = count;
    for (size_t i = 0; i < old_size; i++) {
        if (old_slots[i].used) {
            *table_find(table, old_slots[i].buffer_id, old_slots[i].device_id) = old_slots[i];
        }
    }
    free(old_slots);
}

/*
 * Removes a used slot and closes the hole: every later buffer of the run that may move back, does.
 * A buffer may not move to a place before the one its hash names.
 */
static void table_remove(struct table *table, struct live_buffer *slot)
{
    size_t mask = table->mask;
    size_t hole = (size_t)(slot - table->slots);
    size_t next = hole;

    for (;;) {
        next = (next + 1) & mask;
        struct live_buffer *candidate = &table->slots[next];
        if (!candidate->used) {
            break;
        }
        size_t home = slot_hash(candidate->buffer_id, candidate->device_id) & mask;
        if (((next - home) & mask) >= ((next - hole) & mask)) {
            table->slots[hole] = *candidate;
            hole = next;
        }
    }
    table->slots[hole].used = false;
    table->count--;
}

/* ---- Processes ---- */

static struct process **process_link(pid_t pid)
{
    struct process **link = &processes[(uint32_t)pid % PROCESS_BUCKETS];
    while (*link != NULL && (*link)->pid != pid) {
        link = &(*link)->next;
    }
    return link;
}

static struct process *process_attach(pid_t pid)
{
    struct process **link = process_link(pid);
    if (*link == NULL) {
        struct process *process = allocate_zeroed(1, sizeof *process);
        process->pid = pid;
        table_init(&process->table, FIRST_TABLE_SIZE);
        *link = process;
    }
    (*link)->connections++;
    return *link;
}

/* With its last connection a process gives back everything it held. */
static void process_detach(struct process *process)
{
    process->connections--;
    if (process->connections > 0) {
        return;
    }
    for (int device = 0; device < MAX_DEVICES; device++) {
        for (int type = 0; type < BUFFER_TYPES; type++) {
            devices[device].bytes[type] -= process->devices[device].bytes[type];
        }
        devices[device].buffers -= process->devices[device].buffers;
    }
    *process_link(process->pid) = process->next;
    free(process->table.slots);
    free(process);
}

/* ---- Messages ---- */

static inline void count_in(struct process *process, const struct live_buffer *buffer)
{
    struct totals *machine = &devices[buffer->device_id];
    struct totals *own = &process->devices[buffer->device_id];
    machine->bytes[buffer->buffer_type] += buffer->size;
    machine->buffers++;
    own->bytes[buffer->buffer_type] += buffer->size;
    own->buffers++;
}

static inline void count_out(struct process *process, const struct live_buffer *buffer)
{
    struct totals *machine = &devices[buffer->device_id];
    struct totals *own = &process->devices[buffer->device_id];
    machine->bytes[buffer->buffer_type] -= buffer->size;
    machine->buffers--;
    own->bytes[buffer->buffer_type] -= buffer->size;
    own->buffers--;
}

static inline bool is_device(int32_t device_id)
{
    return device_id >= 0 && device_id < MAX_DEVICES;
}

static void on_alloc(struct process *process, const struct frame *frame)
{
    if (!is_device(frame->device_id) || frame->buffer_type >= BUFFER_TYPES) {
        counters.rejected++;
        return;
    }
    struct live_buffer *slot = table_find(&process->table, frame->buffer_id, frame->device_id);
    bool added = !slot->used;
    if (!added) {
        count_out(process, slot);
    }
    *slot = (struct live_buffer){
        .buffer_id = frame->buffer_id,
        .size = frame->size,
        .timestamp = frame->timestamp,
        .device_id = frame->device_id,
        .buffer_type = frame->buffer_type,
        .used = true,
    };
    count_in(process, slot);
    if (added && ++process->table.count > process->table.grow_above) {
        table_grow(&process->table);
    }
}

static void on_free(struct process *process, const struct frame *frame)
{
    if (!is_device(frame->device_id)) {
        counters.rejected++;
        return;
    }
    struct live_buffer *slot = table_find(&process->table, frame->buffer_id, frame->device_id);
    if (slot->used) {
        count_out(process, slot);
        table_remove(&process->table, slot);
    }
}

/* One send of the asker's frame size. A peer that has gone or does not read loses its answer. */
static void on_query(const struct connection *connection, const struct frame *frame)
{
    union {
        struct frame frame;
        unsigned char bytes[MAX_FRAME_SIZE];
    } answer;
    memset(&answer, 0, sizeof answer);
    answer.frame.type = MSG_RESPONSE;
    answer.frame.device_id = frame->device_id;
    if (is_device(frame->device_id)) {
        const struct totals *totals = &devices[frame->device_id];
        answer.frame.dram = totals->bytes[BUF_DRAM];
        answer.frame.l1 = totals->bytes[BUF_L1];
        answer.frame.l1_small = totals->bytes[BUF_L1_SMALL];
        answer.frame.trace = totals->bytes[BUF_TRACE];
    }
    ssize_t sent = send(connection->fd, &answer, options.frame_size, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent != (ssize_t)options.frame_size) {
        counters.unanswered++;
    }
}

static inline void on_frame(struct connection *connection, const struct frame *frame)
{
    struct process *process = connection->process;
    if (frame->process_id != process->pid && frame->type != MSG_QUERY) { /* a QUERY names no process */
        counters.foreign_pids++;
    }
    switch (frame->type) {
        case MSG_ALLOC:
            on_alloc(process, frame);
            break;
        case MSG_FREE:
            on_free(process, frame);
            break;
        case MSG_QUERY:
            on_query(connection, frame);
            break;
        default:
            break;
    }
}

/* ---- Connections ---- */

static void accept_all(int listener, int epoll)
{
    for (;;) {
        int fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (fd < 0) {
            if (errno == EAGAIN || errno == EINTR || errno == ECONNABORTED) {
                return;
            }
            fail("accept");
        }
        struct ucred peer;
        socklen_t length = sizeof peer;
        if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &length) != 0) {
            fail("SO_PEERCRED");
        }
        struct connection *connection = allocate_zeroed(1, sizeof *connection);
        connection->fd = fd;
        connection->process = process_attach(peer.pid);

        struct epoll_event event = {.events = EPOLLIN, .data.ptr = connection};
        if (epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) != 0) {
            fail("epoll_ctl");
        }
        counters.connections++;
    }
}

static void close_connection(struct connection *connection)
{
    process_detach(connection->process);
    close(connection->fd);
    free(connection);
}

/*
 * One read, then every whole frame of it. The buffer is shared by all connections: the beginning of a
 * frame that did not arrive whole is kept with its connection and put in front of the next read.
 */
static void read_once(struct connection *connection, unsigned char *buffer)
{
    size_t kept = connection->partial_length;
    ssize_t received = read(connection->fd, buffer + kept, options.read_size - kept);
    counters.reads++;
    if (received <= 0) {
        if (received < 0 && (errno == EAGAIN || errno == EINTR)) {
            return;
        }
        close_connection(connection);
        return;
    }
    counters.bytes += (uint64_t)received;
    memcpy(buffer, connection->partial, kept);

    size_t frame_size = options.frame_size;
    size_t available = kept + (size_t)received;
    size_t frames = available / frame_size;
    size_t end = frames * frame_size;
    size_t begin = 0;
    if (options.discard && frames > 0) {
        /* Who asks waits for the answer, so a QUERY can only be the last frame. */
        begin = buffer[end - frame_size] == MSG_QUERY ? end - frame_size : end;
    }
    for (size_t offset = begin; offset < end; offset += frame_size) {
        on_frame(connection, (const struct frame *)(const void *)(buffer + offset));
    }
    counters.messages += frames;
    connection->partial_length = available - end;
    memcpy(connection->partial, buffer + end, connection->partial_length);
}

static int listen_on(const char *path)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    if (strlen(path) >= sizeof address.sun_path) {
        fprintf(stderr, "sink: the socket path is longer than %zu bytes\n", sizeof address.sun_path - 1);
        exit(2);
    }
    strcpy(address.sun_path, path);
    unlink(path);
    int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (listener < 0 || bind(listener, (struct sockaddr *)&address, sizeof address) != 0
        || listen(listener, 4096) != 0) {
        fail(path);
    }
    return listener;
}

static void serve(int listener, const sigset_t *while_waiting)
{
    int epoll = epoll_create1(EPOLL_CLOEXEC);
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = NULL};
    if (epoll < 0 || epoll_ctl(epoll, EPOLL_CTL_ADD, listener, &event) != 0) {
        fail("epoll");
    }
    unsigned char *buffer = allocate_zeroed(1, options.read_size);
    struct epoll_event events[EVENTS_PER_WAIT];
    while (!stopping) {
        int ready = epoll_pwait(epoll, events, EVENTS_PER_WAIT, -1, while_waiting);
        for (int i = 0; i < ready; i++) {
            if (events[i].data.ptr == NULL) {
                accept_all(listener, epoll);
            } else {
                read_once(events[i].data.ptr, buffer);
            }
        }
    }
    free(buffer);
    close(epoll);
}

/* ---- Start and end ---- */

static void on_signal(int signal_number)
{
    (void)signal_number;
    stopping = 1;
}

static double seconds(struct timeval time)
{
    return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

static void print_summary(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    uint64_t live = 0;
    for (int device = 0; device < MAX_DEVICES; device++) {
        live += devices[device].buffers;
    }
    printf("{\"mode\": \"%s\", \"frame_size\": %zu, \"messages\": %lu, \"bytes\": %lu, \"reads\": %lu, "
           "\"connections\": %lu, \"live_buffers\": %lu, \"rejected\": %lu, \"foreign_pids\": %lu, "
           "\"unanswered\": %lu, \"user_s\": %.3f, \"system_s\": %.3f, \"max_rss_kib\": %ld}\n",
           options.discard ? "discard" : "table", options.frame_size, counters.messages, counters.bytes,
           counters.reads, counters.connections, live, counters.rejected, counters.foreign_pids,
           counters.unanswered, seconds(usage.ru_utime), seconds(usage.ru_stime), usage.ru_maxrss);
}

static void usage(void)
{
    fprintf(stderr, "usage: sink -s SOCKET [-m table|discard] [-z 72|112|128|144] [-r READ_KIB]\n");
    exit(2);
}

static void parse_options(int argc, char **argv)
{
    int option;
    while ((option = getopt(argc, argv, "s:m:z:r:")) != -1) {
        switch (option) {
            case 's':
                options.socket_path = optarg;
                break;
            case 'm':
                options.discard = strcmp(optarg, "discard") == 0;
                if (!options.discard && strcmp(optarg, "table") != 0) {
                    usage();
                }
                break;
            case 'z':
                options.frame_size = (size_t)atol(optarg);
                break;
            case 'r':
                options.read_size = (size_t)atol(optarg) * 1024;
                break;
            default:
                usage();
        }
    }
    if (options.socket_path == NULL || !is_frame_size((long)options.frame_size) || options.read_size == 0) {
        usage();
    }
}

int main(int argc, char **argv)
{
    parse_options(argc, argv);

    /* Large tables come from mmap and go back at once; left alone, glibc raises this bound as it learns. */
    mallopt(M_MMAP_THRESHOLD, 1 << 20);

    struct rlimit descriptors;
    getrlimit(RLIMIT_NOFILE, &descriptors);
    descriptors.rlim_cur = descriptors.rlim_max;
    setrlimit(RLIMIT_NOFILE, &descriptors);

    struct sigaction action = {.sa_handler = on_signal};
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGINT, &action, NULL);

    /* Signals come only while it waits for events: none can slip in between the test and the wait. */
    sigset_t stop_signals;
    sigset_t while_waiting;
    sigemptyset(&stop_signals);
    sigaddset(&stop_signals, SIGTERM);
    sigaddset(&stop_signals, SIGINT);
    sigprocmask(SIG_BLOCK, &stop_signals, &while_waiting);

    int listener = listen_on(options.socket_path);
    printf("Listening on: %s\n", options.socket_path);
    fflush(stdout);
    serve(listener, &while_waiting);
    close(listener);
    unlink(options.socket_path);
    print_summary();
    return 0;
}
