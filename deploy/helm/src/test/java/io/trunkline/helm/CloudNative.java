package io.trunkline.helm;

import java.util.List;

/** The part of CloudNativePG's API that the examples use; any other key is a fault. */
final class CloudNative {

  private CloudNative() {}

  record Named(String name) {}

  record Cluster(String apiVersion, String kind, Named metadata, ClusterSpec spec) {}

  record ClusterSpec(
      int instances,
      ImageCatalogRef imageCatalogRef,
      Storage storage,
      Postgresql postgresql,
      Bootstrap bootstrap,
      Managed managed,
      Boolean enableSuperuserAccess) {}

  record ImageCatalogRef(String apiGroup, String kind, String name, int major) {}

  record Storage(String size) {}

  record Postgresql(Synchronous synchronous) {}

  record Synchronous(String method, int number, String dataDurability) {}

  record Bootstrap(InitDb initdb) {}

  record InitDb(String database, String owner, Named secret) {}

  record Managed(List<Role> roles) {}

  record Role(String name, boolean login, Named passwordSecret) {}

  record ScheduledBackup(String apiVersion, String kind, Named metadata, BackupSpec spec) {}

  record BackupSpec(String schedule, String method, Named cluster) {}
}
