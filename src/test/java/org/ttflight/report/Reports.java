package org.ttflight.report;

/** Reports as tt-metal writes them, in each generation, all of one made-up moment. */
final class Reports {
    static final String SUMMARY = "memory_usage_summary.csv";
    static final String L1_USAGE = "l1_usage_summary.csv";
    static final String DETAIL = "detailed_memory_usage.csv";

    /** A Blackhole with 8 DRAM banks and 110 L1 banks. */
    static final String G2_SUMMARY =
            """
            , Total Allocatable Size (B), Total Allocated (B), Total Free (KB), Largest Free Block (KB)
            ,4272341376,26214400,4246126976,4246126976
            ,1461504,1048576,412928,400000
            """;

    static final String G2_SMALL = G2_SUMMARY + ",32768,4096,28672,16384\n";

    static final String G2_L1_USAGE =
            """
            This report indicates available space for interleaving L1 buffers
            , Largest Contiguous Free Block (B), Total Free L1 Space (B)
            ,400000,44000000
            """;

    /** With the newer dump; the third section came with a later version. */
    static final String G2_DETAIL =
            """
            ,DRAM
            ,Total allocatable (B):,34178731008
            ,Total allocated (B):,209715200
            ,Total free (B):,33969015808
            FreeListOpt allocator info:
            segregated free blocks by size:
              Size class 0: (1024 - 2048) blocks:\s
              Size class 1: (2048 - inf) blocks: 1\s
            Free slots in block table: 7 5\s
            Block table:
                   Block      Address         Size       PrevID       NextID    Allocated\s
                       0            0     26214400         none            1          yes
                       1     26214400   4246126976            0         none           no
            ,L1
            ,Total allocatable (B):,160765440
            ,Total allocated (B):,115343360
            ,Total free (B):,45422080
            FreeListOpt allocator info:
            segregated free blocks by size:
              Size class 0: (1024 - inf) blocks: 3 1\s
            Free slots in block table:\s
            Block table:
                   Block      Address         Size       PrevID       NextID    Allocated\s
                       0            0      1000000         none            3          yes
                       1      1012928       400000            3            2           no
                       2      1412928        48576            1         none          yes
                       3      1000000        12928            0            1           no
            """;

    static final String G2_DETAIL_SMALL =
            G2_DETAIL
                    + """
                    ,L1_SMALL
                    ,Total allocatable (B):,3604480
                    ,Total allocated (B):,450560
                    ,Total free (B):,3153920
                    FreeListOpt allocator info:
                    segregated free blocks by size:
                    Free slots in block table:\s
                    Block table:
                           Block      Address         Size       PrevID       NextID    Allocated\s
                               0            0        16384         none            1           no
                               1        16384         4096            0            2          yes
                               2        20480        12288            1         none           no
                    """;

    /** With the older dump, whose addresses are absolute. */
    static final String G2_DETAIL_OLDER =
            """
            ,DRAM
            ,Total allocatable (B):,34178731008
            ,Total allocated (B):,209715200
            ,Total free (B):,33969015808
            ,,Blocks:,Address (B),Size (B),Allocated (Y/N)
            ,,,1024,26214400,Y
            ,,,26215424,4246126976,N

            ,L1
            ,Total allocatable (B):,160765440
            ,Total allocated (B):,115343360
            ,Total free (B):,45422080
            ,,Blocks:,Address (B),Size (B),Allocated (Y/N)
            ,,,1024,1000000,Y
            ,,,1001024,12928,N
            ,,,1013952,400000,N
            ,,,1413952,48576,Y

            """;

    /** The same device; 1461504 bytes are 1427.25 KB. */
    static final String G1_SUMMARY =
            """
            , Total Allocatable Size (KB), Total Allocated (KB), Total Free (KB), Largest Free Block (KB)
            ,4172208,25600,4146608,4146608
            ,1427,1024,403,390
            """;

    static final String G1_L1_USAGE =
            """
            This report indicates available space for interleaving L1 buffers
            , Largest Contiguous Free Block (KB), Total Free L1 Space (KB)
            ,390,42968
            """;

    static final String G1_DETAIL =
            G2_DETAIL_OLDER
                    .replace("allocatable (B)", "allocatable (KB)")
                    .replace("Total allocated (B)", "Total allocated (KB)")
                    .replace("free (B)", "free (KB)")
                    .replace(":,34178731008", ":,33377667")
                    .replace(":,209715200", ":,204800")
                    .replace(":,33969015808", ":,33172867")
                    .replace(":,160765440", ":,156997")
                    .replace(":,115343360", ":,112640")
                    .replace(":,45422080", ":,44357");

    /** A chip with two DRAM banks and three L1 banks, all alike. */
    static final String G0_SUMMARY =
            """
            , DRAM channel/Logical core, Bank ID, Total Allocatable Size (KB), Total Allocated (KB), Total Free (KB), Largest Free Block (KB)
            ,0,0,1048576,1024,1047552,1000000
            ,1,1,1048576,1024,1047552,1000000
            ,"(x=0,y=0)", 0,800,100,700,600
            ,"(x=1,y=0)", 1,800,100,700,600
            ,"(x=0,y=1)", 2,800,100,700,600
            """;

    static final String G0_L1_USAGE =
            """
            This report indicates available space for interleaving L1 buffers
            , Minimum Largest Contiguous Free Block (KB), Total Free L1 Space (KB)
            ,600,1800
            """;

    static final String G0_DETAIL =
            g0Section("DRAM channel ID,0", 0, 1048576, 1024, 1047552, 1000000)
                    + g0Section("DRAM channel ID,1", 1, 1048576, 1024, 1047552, 1000000)
                    + g0Section("\"Logical core (x=0,y=0)\"", 0, 800, 100, 700, 600)
                    + g0Section("\"Logical core (x=0,y=1)\"", 2, 800, 100, 700, 600)
                    + g0Section("\"Logical core (x=1,y=0)\"", 1, 800, 100, 700, 600);

    private Reports() {}

    private static String g0Section(
            String name, int bank, long allocatable, long allocated, long free, long largest) {
        String totals =
                """
                ,%s
                ,Total allocatable (KB):,%d
                ,Total allocated (KB):,%d
                ,Total free (KB):,%d
                Bank ID:,%d
                ,,Total allocatable (KB): %d
                ,,Total free (KB): %d
                ,,Total allocated (KB): %d
                ,,Largest free block (KB): %d
                """
                        .formatted(
                                name,
                                allocatable,
                                allocated,
                                free,
                                bank,
                                allocatable,
                                free,
                                allocated,
                                largest);
        return totals
                + ",,Blocks:,Address (B),Size (B),Allocated (Y/N)\n"
                + ",,,0,%d,Y\n".formatted(allocated * 1024)
                + ",,,%d,%d,N\n".formatted(allocated * 1024, largest * 1024)
                + ",,,%d,0,Y\n".formatted((allocated + largest) * 1024)
                + ",,,%d,%d,N\n\n".formatted((allocated + largest) * 1024, (free - largest) * 1024);
    }

    /** A report of a program: its id stands in the first cell. */
    static String ofProgram(long id, String rows) {
        return id + rows;
    }

    /** Everything after the first lines. */
    static String rowsOf(String report, int headerLines) {
        int at = 0;
        for (int line = 0; line < headerLines; line++) {
            at = report.indexOf('\n', at) + 1;
        }
        return report.substring(at);
    }
}
