package io.trunkline.progress;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Qualifier;
import jakarta.inject.Singleton;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.postgresql.ds.PGSimpleDataSource;

/** The database by a role that no policy holds back and that may break things, for tests to. */
@Qualifier
@Retention(RetentionPolicy.RUNTIME)
public @interface Superuser {

  /** Makes it; connections are not kept. */
  @Singleton
  class Connections {

    @Produces
    @Singleton
    @Superuser
    DataSource of(@ConfigProperty(name = "quarkus.datasource.jdbc.url") String url) {
      PGSimpleDataSource connections = new PGSimpleDataSource();
      connections.setUrl(url);
      connections.setUser("postgres");
      return connections;
    }
  }
}
