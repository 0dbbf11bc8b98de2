package org.ttflight.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.ttflight.page.AReport;

class ReportJsonTest {
    @Test
    void shouldWriteTheWholeReport() {
        String series =
                "{'name':'DRAM in use','unit':'bytes','lowest':1024,'highest':4096,'last':2048,"
                        + "'limit':8192,'points':[[1767323045678,1024],[1767323046678,null],"
                        + "[1767323047678,4096]]}";
        assertEquals(
                ("{'schema':1,'origin':{'files':['/tmp/a<b.jfr'],"
                                + "'from':'2026-01-02T03:04:05.678Z',"
                                + "'until':'2026-01-02T03:04:08.678Z','chunks':1,"
                                + "'repeatedChunks':0,'lostBytes':0,'daemons':[],"
                                + "'events':[{'event':'DeviceMemory','count':3}],'messages':null,"
                                + "'singleBuffers':{'status':'none','from':null,'until':null,"
                                + "'oneIn':null,'minimumSize':null}},'notes':['A note.'],"
                                + "'devices':[{'device':0,'card':'p150a','asicId':null,"
                                + "'pciAddress':null,'health':'ok','memory':["
                                + series
                                + "],'peaks':[{'memory':'DRAM','used':4096,'atLeast':false,"
                                + "'time':'2026-01-02T03:04:07.678Z','capacity':8192,"
                                + "'highWater':[],'holders':[{'pid':42,'name':'a<b','user':'ann',"
                                + "'used':3072}],'otherHolders':0,"
                                + "'holdersTime':'2026-01-02T03:04:06.678Z','unattributed':1024}],"
                                + "'telemetry':[]}],'processes':[{'pid':42,'name':'a<b',"
                                + "'user':'ann','container':null,'tracking':'Connected',"
                                + "'from':'2026-01-02T03:04:05.678Z',"
                                + "'until':'2026-01-02T03:04:08.678Z','peakDram':3072,"
                                + "'peakL1':null,'exit':null,'memory':["
                                + series
                                + "]}],'otherProcesses':0,'traffic':{'basis':'none','rates':[],"
                                + "'allocations':null,'allocatedBytes':null,'frees':null,"
                                + "'counted':null,'sizes':[{'from':0,'below':4096,'count':2,"
                                + "'bytes':3000}],'lifetimes':[],'largest':[],"
                                + "'largestBasis':'none'},'leaks':{'suspects':[],'growing':[],"
                                + "'unreleased':null,'orphans':[]},'happened':[{"
                                + "'time':'2026-01-02T03:04:06.678Z','kind':'device-lost',"
                                + "'severity':'bad','device':0,'pid':null,'text':'lost: gone'}],"
                                + "'omitted':0,'rejections':[]}\n")
                        .replace('\'', '"'),
                ReportJson.write(AReport.of("a<b")));
    }

    /** Each field of each object is explained. */
    @Test
    void shouldBeDocumented() throws IOException {
        String text = Files.readString(Path.of("../docs/REPORT.md"));
        Set<String> fields = new TreeSet<>();
        collect(JsonParser.parseString(ReportJson.write(AReport.of("x"))), fields);
        for (String field : fields) {
            assertTrue(text.contains("`" + field + "`"), "docs/REPORT.md lacks " + field);
        }
    }

    private static void collect(JsonElement element, Set<String> fields) {
        if (element instanceof JsonObject object) {
            for (Map.Entry<String, JsonElement> entry : object.entrySet()) {
                fields.add(entry.getKey());
                collect(entry.getValue(), fields);
            }
        } else if (element.isJsonArray()) {
            element.getAsJsonArray().forEach(one -> collect(one, fields));
        }
    }
}
