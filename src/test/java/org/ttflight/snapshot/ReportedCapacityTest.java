package org.ttflight.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.ttflight.snapshot.Sources.bank;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.ttflight.host.Capacity;
import org.ttflight.host.CapacitySource;
import org.ttflight.host.CardType;
import org.ttflight.host.HostDevice;
import org.ttflight.ledger.MemoryType;
import org.ttflight.report.BankReport;
import org.ttflight.report.DeviceReport;

class ReportedCapacityTest {
    private static final HostDevice N150 = new HostDevice(0, CardType.N150, null, false);

    private static DeviceReport report(BankReport dram) {
        return Sources.report(1, Map.of("DRAM", dram));
    }

    @Test
    void shouldBeWhatCanBeAllocatedInAllBanks() {
        DeviceReport report =
                Sources.report(
                        1,
                        Map.of(
                                "DRAM", bank(8, 4_272_341_376L, 0),
                                "L1", bank(110, 1_461_504, 1024)));

        HostDevice device = ReportedCapacity.withReport(N150, report);

        assertEquals(new Capacity(34_178_731_008L, CapacitySource.CSV), device.dram());
        assertEquals(new Capacity(160_765_440L, CapacitySource.CSV), device.l1());
        assertEquals(CardType.N150, device.card());
    }

    @Test
    void shouldKeepTheTableWhereTheReportDoesNotTell() {
        HostDevice device = ReportedCapacity.withReport(N150, report(bank(null, 100, 0)));
        assertEquals(N150, device);
    }

    @Test
    void shouldNotOverrideTheOperator() {
        Capacity configured = new Capacity(77L, CapacitySource.CONFIGURATION);
        HostDevice device = N150.withCapacities(configured, Capacity.UNKNOWN);
        assertEquals(device, ReportedCapacity.withReport(device, report(bank(8, 100, 0))));
    }

    @Test
    void shouldNotBelieveNonsense() {
        assertEquals(
                Capacity.UNKNOWN,
                ReportedCapacity.of(report(bank(8, Long.MAX_VALUE / 2, 0)), MemoryType.DRAM));
        assertEquals(Capacity.UNKNOWN, ReportedCapacity.of(report(bank(8, 0, 0)), MemoryType.DRAM));
        assertEquals(Capacity.UNKNOWN, ReportedCapacity.of(report(bank(8, 5, 0)), MemoryType.L1));
    }
}
