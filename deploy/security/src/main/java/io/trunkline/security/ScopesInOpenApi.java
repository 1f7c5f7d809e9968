package io.trunkline.security;

import io.quarkus.security.PermissionsAllowed;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

/**
 * Writes the scope of each operation into the OpenAPI document, out of the annotation that is
 * enforced. Several requirements are alternatives.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ScopesInOpenApi implements OASFilter {

  private static final String SCHEME = "bearer";
  private static final String API = "/v1";
  private static final DotName PATH = DotName.createSimple(Path.class);
  private static final DotName SCOPES = DotName.createSimple(PermissionsAllowed.class);
  private static final Map<DotName, PathItem.HttpMethod> VERBS =
      Map.of(
          DotName.createSimple(GET.class), PathItem.HttpMethod.GET,
          DotName.createSimple(PUT.class), PathItem.HttpMethod.PUT,
          DotName.createSimple(POST.class), PathItem.HttpMethod.POST,
          DotName.createSimple(DELETE.class), PathItem.HttpMethod.DELETE);

  private final IndexView index;

  /** By the classes of this application. */
  public ScopesInOpenApi(IndexView index) {
    this.index = index;
  }

  @Override
  public void filterOpenAPI(OpenAPI document) {
    if (document.getComponents() == null) {
      document.setComponents(OASFactory.createComponents());
    }
    document
        .getComponents()
        .addSecurityScheme(
            SCHEME,
            OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .bearerFormat("JWT")
                .description("An access token of the installation's identity provider."));
    for (AnnotationInstance allowed : index.getAnnotations(SCOPES)) {
      if (allowed.target().kind() != AnnotationTarget.Kind.METHOD) {
        continue;
      }
      MethodInfo method = allowed.target().asMethod();
      if (!path(method.declaringClass()).startsWith(API)) {
        // A page, which is for people and in no document.
        continue;
      }
      Operation operation = operation(document, method);
      if (operation == null) {
        continue; // a page for eyes stands in no document
      }
      Stream.of(allowed.value().asStringArray())
          .forEach(
              scope ->
                  operation.addSecurityRequirement(
                      OASFactory.createSecurityRequirement().addScheme(SCHEME, List.of(scope))));
      refuses(operation, "401", "unauthenticated or invalid-token: send an access token");
      refuses(operation, "403", "missing-scope: the token does not allow this");
      refuses(operation, "429", "too-many-requests: ask again after the seconds in Retry-After");
    }
  }

  private static Operation operation(OpenAPI document, MethodInfo method) {
    String path = path(method.declaringClass()) + path(method);
    PathItem.HttpMethod verb =
        method.annotations().stream()
            .map(annotation -> VERBS.get(annotation.name()))
            .filter(found -> found != null)
            .findFirst()
            .orElseThrow();
    PathItem item = document.getPaths().getPathItem(path);
    return item == null ? null : item.getOperations().get(verb);
  }

  private static String path(ClassInfo resource) {
    return resource.declaredAnnotation(PATH).value().asString();
  }

  private static String path(MethodInfo method) {
    AnnotationInstance path = method.declaredAnnotation(PATH);
    return path == null ? "" : path.value().asString();
  }

  private static void refuses(Operation operation, String status, String description) {
    APIResponse response = OASFactory.createAPIResponse().description(description);
    if (!operation.getResponses().hasAPIResponse(status)) {
      operation.getResponses().addAPIResponse(status, response);
    }
  }
}
