import java.io.File;
import org.apache.pdfbox.preflight.PreflightDocument;
import org.apache.pdfbox.preflight.ValidationResult;
import org.apache.pdfbox.preflight.parser.PreflightParser;

/** Checks each file named against PDF/A-1b; one line a fault, exit 1 if any. */
public class Preflight {
    public static void main(String[] files) throws Exception {
        boolean ok = true;
        for (String name : files) {
            PreflightParser parser = new PreflightParser(new File(name));
            parser.parse();
            try (PreflightDocument document = parser.getPreflightDocument()) {
                document.validate();
                ValidationResult result = document.getResult();
                ok &= result.isValid();
                for (ValidationResult.ValidationError e : result.getErrorsList()) {
                    System.out.println(name + ": " + e.getErrorCode() + " " + e.getDetails());
                }
            }
        }
        System.out.println(files.length + " files checked");
        System.exit(ok ? 0 : 1);
    }
}
