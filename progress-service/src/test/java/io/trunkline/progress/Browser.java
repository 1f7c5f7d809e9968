package io.trunkline.progress;

import io.restassured.RestAssured;
import io.trunkline.local.LocalIssuer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.CookieStore;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** Goes where it is sent and keeps its cookies; runs no script. */
public final class Browser {

  private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
  private final HttpClient client =
      HttpClient.newBuilder()
          .cookieHandler(cookies)
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();

  /** Opens a page of the service under test, through the login page if that is where it leads. */
  public HttpResponse<String> open(String path, String coach) {
    HttpResponse<String> answer = get(path);
    return answer.body().contains("name=\"password\"")
        ? send(form(answer.uri(), "username=" + coach + "&password=" + LocalIssuer.SECRET))
        : answer;
  }

  /** Opens a page of the service under test. */
  public HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(address(path)));
  }

  /** A form, from {@code origin}. */
  public HttpResponse<String> post(String path, String origin, String fields) {
    return send(form(address(path), fields).header("Origin", origin));
  }

  /** Any request. */
  public HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private static HttpRequest.Builder form(URI address, String fields) {
    return HttpRequest.newBuilder(address)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(fields));
  }

  /** What it keeps. */
  public CookieStore cookies() {
    return cookies.getCookieStore();
  }

  /** Where the service under test is. */
  public static URI address(String path) {
    return URI.create("http://localhost:" + RestAssured.port + path);
  }

  /** As a form sends it. */
  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
