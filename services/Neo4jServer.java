import java.nio.file.Path;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;

/** Neo4j Community with Bolt, from its Maven artifacts: `java -cp 'lib/*' Neo4jServer.java HOME CONF`. */
public class Neo4jServer {
  public static void main(String[] args) throws InterruptedException {
    DatabaseManagementService service =
        new DatabaseManagementServiceBuilder(Path.of(args[0])).loadPropertiesFromFile(Path.of(args[1])).build();
    Runtime.getRuntime().addShutdownHook(new Thread(service::shutdown));
    System.out.println("READY");
    Thread.currentThread().join();
  }
}
