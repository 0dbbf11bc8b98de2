#!/usr/bin/env python3
"""A client of the allocation protocol for the end-to-end tests, written from the layout table alone.

    client.py SOCKET FRAME_BYTES

Reads commands from standard input, a line each, and carries them out one after the other. Every
message that it sends is told on standard output, so that whoever reads that can keep an account:

    + PID alloc DEVICE TYPE ID SIZE        + PID free DEVICE ID
    + PID cb DEVICE ID SIZE                + PID uncb DEVICE ID
    + PID kernel DEVICE ID SIZE            + PID unkernel DEVICE ID

A command ends with a QUERY and its answer, so that all before it has been received, and then with a
line "ok" and what the command has to tell. PID is what the message claims.
"""

import os
import random
import socket
import struct
import sys
import time

SOCKET, FRAME = sys.argv[1], int(sys.argv[2])

ALLOC, FREE, QUERY, RESPONSE, DUMP = 1, 2, 3, 4, 5
INFO, INFO_RESPONSE, CB_ALLOC, CB_FREE, LOAD, UNLOAD, DUMP_KERNELS = 6, 7, 8, 9, 10, 11, 12

# Where a DEVICE_INFO_RESPONSE begins to differ: total DRAM. Frames of 72 bytes have none.
INFO_OFFSET = {112: 72, 128: 88, 144: 88}
HAS_PROGRAMS = FRAME >= 128  # circular buffers and kernels

connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
connection.settimeout(20)
connection.connect(SOCKET)
claim = os.getpid()


def message(kind, device=0, size=0, type_=0, pid=0, id_=0, stamp=0):
    frame = bytearray(FRAME)
    struct.pack_into("<B", frame, 0, kind)
    struct.pack_into("<i", frame, 4, device)
    struct.pack_into("<Q", frame, 8, size)
    struct.pack_into("<B", frame, 16, type_)
    struct.pack_into("<i", frame, 20, pid)
    struct.pack_into("<Q", frame, 24, id_)
    struct.pack_into("<Q", frame, 32, stamp)
    return bytes(frame)


def say(*words):
    sys.stdout.write(" ".join(str(word) for word in words) + "\n")


def ask(frame):
    """Sends a question and returns the answer, which has the length of the question."""
    connection.sendall(frame)
    answer = b""
    while len(answer) < FRAME:
        part = connection.recv(FRAME - len(answer))
        if not part:
            raise EOFError("the server closed the connection")
        answer += part
    return answer


def query(device):
    answer = ask(message(QUERY, device))
    assert answer[0] == RESPONSE, answer[0]
    assert struct.unpack_from("<i", answer, 4)[0] == device
    totals = list(struct.unpack_from("<QQQQ", answer, 40))
    if HAS_PROGRAMS:
        totals += struct.unpack_from("<QQ", answer, 72)
    return totals


def info(device):
    answer = ask(message(INFO, device))
    assert answer[0] == INFO_RESPONSE, answer[0]
    at = INFO_OFFSET[FRAME]
    dram, l1 = struct.unpack_from("<QQ", answer, at)
    arch, channels, per_channel, per_core, available, devices = struct.unpack_from("<6I", answer, at + 16)
    return [dram, l1, arch, channels, per_channel, per_core, available, devices]


def alloc(device, type_, id_, size):
    connection.sendall(message(ALLOC, device, size, type_, claim, id_, time.time_ns()))
    say("+", claim, "alloc", device, type_, id_, size)


def free(device, id_):
    connection.sendall(message(FREE, device, 0, 0, claim, id_))
    say("+", claim, "free", device, id_)


def cb(device, id_, size):
    connection.sendall(message(CB_ALLOC, device, size, 0, claim, id_, time.time_ns()))
    say("+", claim, "cb", device, id_, size)


def uncb(device, id_, size):
    connection.sendall(message(CB_FREE, device, size, 0, claim, id_))
    say("+", claim, "uncb", device, id_)


def kernel(device, id_, size):
    connection.sendall(message(LOAD, device, size, id_ % 3, claim, id_, time.time_ns()))
    say("+", claim, "kernel", device, id_, size)


def unkernel(device, id_, size):
    connection.sendall(message(UNLOAD, device, size, 0, claim, id_))
    say("+", claim, "unkernel", device, id_)


class Work:
    """A program at work on two devices: buffers of all types, in a few places, over and over."""

    PLACES = 12

    def __init__(self):
        self.random = random.Random()
        self.sizes = {}

    def step(self):
        device = self.random.randrange(2)
        kind = self.random.randrange(7 if HAS_PROGRAMS else 5)
        # The same places on both devices; the types' address spaces are kept apart here.
        id_ = (kind << 32) + self.random.randrange(self.PLACES) * 4096
        place = (device, id_)
        if kind < 5:
            self.buffer(device, kind, id_, place)
        elif place in self.sizes:
            (uncb if kind == 5 else unkernel)(device, id_, self.sizes.pop(place))
        else:
            self.sizes[place] = self.random.randrange(1, 1 << 18)
            (cb if kind == 5 else kernel)(device, id_, self.sizes[place])

    def buffer(self, device, type_, id_, place):
        size, references = self.sizes.get(place, (0, 0))
        if references == 0:
            self.sizes[place] = (self.random.randrange(1, 1 << (30 if type_ == 0 else 20)), 1)
            alloc(device, type_, id_, self.sizes[place][0])
        elif references == 1 and self.random.random() < 0.2:  # one more reference
            self.sizes[place] = (size, 2)
            alloc(device, type_, id_, size)
        else:
            self.sizes[place] = (size, references - 1)
            free(device, id_)


WORKER = Work()


def work(seed, steps):
    WORKER.random.seed(seed)
    for _ in range(steps):
        WORKER.step()


def rush(seed):
    """Works until somebody kills us; says so when it is in the middle of it."""
    global say
    tell, say = say, lambda *words: None
    WORKER.random.seed(seed)
    done = 0
    while True:
        WORKER.step()
        done += 1
        if done == 2000:
            tell("ok in the middle of it")
            sys.stdout.flush()


def fork(commands):
    """Has a child carry out commands on our connection, and stay; returns its pid."""
    global claim
    sys.stdout.flush()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        claim = os.getpid()
        for command in commands.split(";"):
            carry_out(command.split())
        query(0)
        sys.stdout.flush()
        os.write(writing, b"!")
        while True:
            time.sleep(60)
    os.read(reading, 1)
    return child


def carry_out(words):
    """Carries out a command; returns what there is to tell."""
    global claim
    name = words[0]
    numbers = [int(word) for word in words[1:] if word.lstrip("-").isdigit()]
    if name == "claim":
        claim = numbers[0]
    elif name == "query":
        return query(*numbers)
    elif name == "info":
        return info(*numbers)
    elif name == "dump":
        connection.sendall(message(DUMP))
    elif name == "dumpkernels":
        connection.sendall(message(DUMP_KERNELS))
    elif name == "fork":
        return [fork(" ".join(words[1:]))]
    elif name == "pid":
        return [os.getpid()]
    else:
        COMMANDS[name](*numbers)
    return []


COMMANDS = {
    "alloc": alloc,
    "free": free,
    "cb": cb,
    "uncb": uncb,
    "kernel": kernel,
    "unkernel": unkernel,
    "work": work,
    "rush": rush,
}

for line in sys.stdin:
    if line.strip() == "exit":
        break
    result = carry_out(line.split())
    query(0)
    say("ok", *result)
    sys.stdout.flush()
