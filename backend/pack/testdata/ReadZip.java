import java.io.BufferedInputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Reads a ZIP from standard input to its end, CRCs checked, and prints the names. */
class ReadZip {
    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        byte[] buffer = new byte[1 << 20];
        try (ZipInputStream zip = new ZipInputStream(new BufferedInputStream(System.in))) {
            for (ZipEntry entry; (entry = zip.getNextEntry()) != null; ) {
                long size = 0;
                for (int n; (n = zip.read(buffer)) >= 0; ) size += n;
                if (size != entry.getSize()) throw new Exception(entry.getName() + ": " + size);
                out.println(entry.getName());
            }
        }
    }
}
