var e=globalThis,t=e.ShadowRoot&&(e.ShadyCSS===void 0||e.ShadyCSS.nativeShadow)&&`adoptedStyleSheets`in Document.prototype&&`replace`in CSSStyleSheet.prototype,n=Symbol(),r=new WeakMap,i=class{constructor(e,t,r){if(this._$cssResult$=!0,r!==n)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=e,this.t=t}get styleSheet(){let e=this.o,n=this.t;if(t&&e===void 0){let t=n!==void 0&&n.length===1;t&&(e=r.get(n)),e===void 0&&((this.o=e=new CSSStyleSheet).replaceSync(this.cssText),t&&r.set(n,e))}return e}toString(){return this.cssText}},a=t?e=>e:e=>e instanceof CSSStyleSheet?(e=>{let t=``;for(let n of e.cssRules)t+=n.cssText;return(e=>new i(typeof e==`string`?e:e+``,void 0,n))(t)})(e):e,{is:o,defineProperty:s,getOwnPropertyDescriptor:c,getOwnPropertyNames:l,getOwnPropertySymbols:u,getPrototypeOf:d}=Object,f=globalThis,ee=f.trustedTypes,te=ee?ee.emptyScript:``,ne=f.reactiveElementPolyfillSupport,p=(e,t)=>e,re={toAttribute(e,t){switch(t){case Boolean:e=e?te:null;break;case Object:case Array:e=e==null?e:JSON.stringify(e)}return e},fromAttribute(e,t){let n=e;switch(t){case Boolean:n=e!==null;break;case Number:n=e===null?null:Number(e);break;case Object:case Array:try{n=JSON.parse(e)}catch{n=null}}return n}},ie=(e,t)=>!o(e,t),ae={attribute:!0,type:String,converter:re,reflect:!1,useDefault:!1,hasChanged:ie};Symbol.metadata??=Symbol(`metadata`),f.litPropertyMetadata??=new WeakMap;var m=class extends HTMLElement{static addInitializer(e){this._$Ei(),(this.l??=[]).push(e)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(e,t=ae){if(t.state&&(t.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(e)&&((t=Object.create(t)).wrapped=!0),this.elementProperties.set(e,t),!t.noAccessor){let n=Symbol(),r=this.getPropertyDescriptor(e,n,t);r!==void 0&&s(this.prototype,e,r)}}static getPropertyDescriptor(e,t,n){let{get:r,set:i}=c(this.prototype,e)??{get(){return this[t]},set(e){this[t]=e}};return{get:r,set(t){let a=r?.call(this);i?.call(this,t),this.requestUpdate(e,a,n)},configurable:!0,enumerable:!0}}static getPropertyOptions(e){return this.elementProperties.get(e)??ae}static _$Ei(){if(this.hasOwnProperty(p(`elementProperties`)))return;let e=d(this);e.finalize(),e.l!==void 0&&(this.l=[...e.l]),this.elementProperties=new Map(e.elementProperties)}static finalize(){if(this.hasOwnProperty(p(`finalized`)))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(p(`properties`))){let e=this.properties,t=[...l(e),...u(e)];for(let n of t)this.createProperty(n,e[n])}let e=this[Symbol.metadata];if(e!==null){let t=litPropertyMetadata.get(e);if(t!==void 0)for(let[e,n]of t)this.elementProperties.set(e,n)}this._$Eh=new Map;for(let[e,t]of this.elementProperties){let n=this._$Eu(e,t);n!==void 0&&this._$Eh.set(n,e)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(e){let t=[];if(Array.isArray(e)){let n=new Set(e.flat(1/0).reverse());for(let e of n)t.unshift(a(e))}else e!==void 0&&t.push(a(e));return t}static _$Eu(e,t){let n=t.attribute;return!1===n?void 0:typeof n==`string`?n:typeof e==`string`?e.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(e=>this.enableUpdating=e),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(e=>e(this))}addController(e){(this._$EO??=new Set).add(e),this.renderRoot!==void 0&&this.isConnected&&e.hostConnected?.()}removeController(e){this._$EO?.delete(e)}_$E_(){let e=new Map,t=this.constructor.elementProperties;for(let n of t.keys())this.hasOwnProperty(n)&&(e.set(n,this[n]),delete this[n]);e.size>0&&(this._$Ep=e)}createRenderRoot(){let n=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return((n,r)=>{if(t)n.adoptedStyleSheets=r.map(e=>e instanceof CSSStyleSheet?e:e.styleSheet);else for(let t of r){let r=document.createElement(`style`),i=e.litNonce;i!==void 0&&r.setAttribute(`nonce`,i),r.textContent=t.cssText,n.appendChild(r)}})(n,this.constructor.elementStyles),n}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(e=>e.hostConnected?.())}enableUpdating(e){}disconnectedCallback(){this._$EO?.forEach(e=>e.hostDisconnected?.())}attributeChangedCallback(e,t,n){this._$AK(e,n)}_$ET(e,t){let n=this.constructor.elementProperties.get(e),r=this.constructor._$Eu(e,n);if(r!==void 0&&!0===n.reflect){let i=(n.converter?.toAttribute===void 0?re:n.converter).toAttribute(t,n.type);this._$Em=e,i==null?this.removeAttribute(r):this.setAttribute(r,i),this._$Em=null}}_$AK(e,t){let n=this.constructor,r=n._$Eh.get(e);if(r!==void 0&&this._$Em!==r){let e=n.getPropertyOptions(r),i=typeof e.converter==`function`?{fromAttribute:e.converter}:e.converter?.fromAttribute===void 0?re:e.converter;this._$Em=r;let a=i.fromAttribute(t,e.type);this[r]=a??this._$Ej?.get(r)??a,this._$Em=null}}requestUpdate(e,t,n,r=!1,i){if(e!==void 0){let a=this.constructor;if(!1===r&&(i=this[e]),n??=a.getPropertyOptions(e),!((n.hasChanged??ie)(i,t)||n.useDefault&&n.reflect&&i===this._$Ej?.get(e)&&!this.hasAttribute(a._$Eu(e,n))))return;this.C(e,t,n)}!1===this.isUpdatePending&&(this._$ES=this._$EP())}C(e,t,{useDefault:n,reflect:r,wrapped:i},a){n&&!(this._$Ej??=new Map).has(e)&&(this._$Ej.set(e,a??t??this[e]),!0!==i||a!==void 0)||(this._$AL.has(e)||(this.hasUpdated||n||(t=void 0),this._$AL.set(e,t)),!0===r&&this._$Em!==e&&(this._$Eq??=new Set).add(e))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(e){Promise.reject(e)}let e=this.scheduleUpdate();return e!=null&&await e,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[e,t]of this._$Ep)this[e]=t;this._$Ep=void 0}let e=this.constructor.elementProperties;if(e.size>0)for(let[t,n]of e){let{wrapped:e}=n,r=this[t];!0!==e||this._$AL.has(t)||r===void 0||this.C(t,void 0,n,r)}}let e=!1,t=this._$AL;try{e=this.shouldUpdate(t),e?(this.willUpdate(t),this._$EO?.forEach(e=>e.hostUpdate?.()),this.update(t)):this._$EM()}catch(t){throw e=!1,this._$EM(),t}e&&this._$AE(t)}willUpdate(e){}_$AE(e){this._$EO?.forEach(e=>e.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(e)),this.updated(e)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(e){return!0}update(e){this._$Eq&&=this._$Eq.forEach(e=>this._$ET(e,this[e])),this._$EM()}updated(e){}firstUpdated(e){}};m.elementStyles=[],m.shadowRootOptions={mode:`open`},m[p(`elementProperties`)]=new Map,m[p(`finalized`)]=new Map,ne?.({ReactiveElement:m}),(f.reactiveElementVersions??=[]).push(`2.1.2`);var oe=globalThis,se=e=>e,ce=oe.trustedTypes,le=ce?ce.createPolicy(`lit-html`,{createHTML:e=>e}):void 0,ue=`$lit$`,h=`lit$${Math.random().toFixed(9).slice(2)}$`,de=`?`+h,fe=`<${de}>`,g=document,_=()=>g.createComment(``),v=e=>e===null||typeof e!=`object`&&typeof e!=`function`,pe=Array.isArray,me=`[ 	
\f\r]`,y=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,he=/-->/g,ge=/>/g,b=RegExp(`>|${me}(?:([^\\s"'>=/]+)(${me}*=${me}*(?:[^ \t\n\f\r"'\`<>=]|("|')|))|$)`,`g`),_e=/'/g,ve=/"/g,ye=/^(?:script|style|textarea|title)$/i,be=e=>(t,...n)=>({_$litType$:e,strings:t,values:n}),x=be(1),S=be(2),C=Symbol.for(`lit-noChange`),w=Symbol.for(`lit-nothing`),xe=new WeakMap,T=g.createTreeWalker(g,129);function Se(e,t){if(!pe(e)||!e.hasOwnProperty(`raw`))throw Error(`invalid template strings array`);return le===void 0?t:le.createHTML(t)}var Ce=(e,t)=>{let n=e.length-1,r=[],i,a=t===2?`<svg>`:t===3?`<math>`:``,o=y;for(let t=0;t<n;t++){let n=e[t],s,c,l=-1,u=0;for(;u<n.length&&(o.lastIndex=u,c=o.exec(n),c!==null);)u=o.lastIndex,o===y?c[1]===`!--`?o=he:c[1]===void 0?c[2]===void 0?c[3]!==void 0&&(o=b):(ye.test(c[2])&&(i=RegExp(`</`+c[2],`g`)),o=b):o=ge:o===b?c[0]===`>`?(o=i??y,l=-1):c[1]===void 0?l=-2:(l=o.lastIndex-c[2].length,s=c[1],o=c[3]===void 0?b:c[3]===`"`?ve:_e):o===ve||o===_e?o=b:o===he||o===ge?o=y:(o=b,i=void 0);let d=o===b&&e[t+1].startsWith(`/>`)?` `:``;a+=o===y?n+fe:l>=0?(r.push(s),n.slice(0,l)+ue+n.slice(l)+h+d):n+h+(l===-2?t:d)}return[Se(e,a+(e[n]||`<?>`)+(t===2?`</svg>`:t===3?`</math>`:``)),r]},we=class e{constructor({strings:t,_$litType$:n},r){let i;this.parts=[];let a=0,o=0,s=t.length-1,c=this.parts,[l,u]=Ce(t,n);if(this.el=e.createElement(l,r),T.currentNode=this.el.content,n===2||n===3){let e=this.el.content.firstChild;e.replaceWith(...e.childNodes)}for(;(i=T.nextNode())!==null&&c.length<s;){if(i.nodeType===1){if(i.hasAttributes())for(let e of i.getAttributeNames())if(e.endsWith(ue)){let t=u[o++],n=i.getAttribute(e).split(h),r=/([.?@])?(.*)/.exec(t);c.push({type:1,index:a,name:r[2],strings:n,ctor:r[1]===`.`?Oe:r[1]===`?`?ke:r[1]===`@`?Ae:De}),i.removeAttribute(e)}else e.startsWith(h)&&(c.push({type:6,index:a}),i.removeAttribute(e));if(ye.test(i.tagName)){let e=i.textContent.split(h),t=e.length-1;if(t>0){i.textContent=ce?ce.emptyScript:``;for(let n=0;n<t;n++)i.append(e[n],_()),T.nextNode(),c.push({type:2,index:++a});i.append(e[t],_())}}}else if(i.nodeType===8){if(i.data===de)c.push({type:2,index:a});else{let e=-1;for(;(e=i.data.indexOf(h,e+1))!==-1;)c.push({type:7,index:a}),e+=h.length-1}}a++}}static createElement(e,t){let n=g.createElement(`template`);return n.innerHTML=e,n}};function E(e,t,n=e,r){if(t===C)return t;let i=r===void 0?n._$Cl:n._$Co?.[r],a=v(t)?void 0:t._$litDirective$;return i?.constructor!==a&&(i?._$AO?.(!1),a===void 0?i=void 0:(i=new a(e),i._$AT(e,n,r)),r===void 0?n._$Cl=i:(n._$Co??=[])[r]=i),i!==void 0&&(t=E(e,i._$AS(e,t.values),i,r)),t}var Te=class{constructor(e,t){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=t}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:t},parts:n}=this._$AD,r=(e?.creationScope??g).importNode(t,!0);T.currentNode=r;let i=T.nextNode(),a=0,o=0,s=n[0];for(;s!==void 0;){if(a===s.index){let t;s.type===2?t=new Ee(i,i.nextSibling,this,e):s.type===1?t=new s.ctor(i,s.name,s.strings,this,e):s.type===6&&(t=new je(i,this,e)),this._$AV.push(t),s=n[++o]}a!==s?.index&&(i=T.nextNode(),a++)}return T.currentNode=g,r}p(e){let t=0;for(let n of this._$AV)n!==void 0&&(n.strings===void 0?n._$AI(e[t]):(n._$AI(e,n,t),t+=n.strings.length-2)),t++}},Ee=class e{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,t,n,r){this.type=2,this._$AH=w,this._$AN=void 0,this._$AA=e,this._$AB=t,this._$AM=n,this.options=r,this._$Cv=r?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,t=this._$AM;return t!==void 0&&e?.nodeType===11&&(e=t.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,t=this){e=E(this,e,t),v(e)?e===w||e==null||e===``?(this._$AH!==w&&this._$AR(),this._$AH=w):e!==this._$AH&&e!==C&&this._(e):e._$litType$===void 0?e.nodeType===void 0?(e=>pe(e)||typeof e?.[Symbol.iterator]==`function`)(e)?this.k(e):this._(e):this.T(e):this.$(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==w&&v(this._$AH)?this._$AA.nextSibling.data=e:this.T(g.createTextNode(e)),this._$AH=e}$(e){let{values:t,_$litType$:n}=e,r=typeof n==`number`?this._$AC(e):(n.el===void 0&&(n.el=we.createElement(Se(n.h,n.h[0]),this.options)),n);if(this._$AH?._$AD===r)this._$AH.p(t);else{let e=new Te(r,this),n=e.u(this.options);e.p(t),this.T(n),this._$AH=e}}_$AC(e){let t=xe.get(e.strings);return t===void 0&&xe.set(e.strings,t=new we(e)),t}k(t){pe(this._$AH)||(this._$AH=[],this._$AR());let n=this._$AH,r,i=0;for(let a of t)i===n.length?n.push(r=new e(this.O(_()),this.O(_()),this,this.options)):r=n[i],r._$AI(a),i++;i<n.length&&(this._$AR(r&&r._$AB.nextSibling,i),n.length=i)}_$AR(e=this._$AA.nextSibling,t){for(this._$AP?.(!1,!0,t);e!==this._$AB;){let t=se(e).nextSibling;se(e).remove(),e=t}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},De=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,t,n,r,i){this.type=1,this._$AH=w,this._$AN=void 0,this.element=e,this.name=t,this._$AM=r,this.options=i,n.length>2||n[0]!==``||n[1]!==``?(this._$AH=Array(n.length-1).fill(new String),this.strings=n):this._$AH=w}_$AI(e,t=this,n,r){let i=this.strings,a=!1;if(i===void 0)e=E(this,e,t,0),a=!v(e)||e!==this._$AH&&e!==C,a&&(this._$AH=e);else{let r=e,o,s;for(e=i[0],o=0;o<i.length-1;o++)s=E(this,r[n+o],t,o),s===C&&(s=this._$AH[o]),a||=!v(s)||s!==this._$AH[o],s===w?e=w:e!==w&&(e+=(s??``)+i[o+1]),this._$AH[o]=s}a&&!r&&this.j(e)}j(e){e===w?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??``)}},Oe=class extends De{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===w?void 0:e}},ke=class extends De{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==w)}},Ae=class extends De{constructor(e,t,n,r,i){super(e,t,n,r,i),this.type=5}_$AI(e,t=this){if((e=E(this,e,t,0)??w)===C)return;let n=this._$AH,r=e===w&&n!==w||e.capture!==n.capture||e.once!==n.once||e.passive!==n.passive,i=e!==w&&(n===w||r);r&&this.element.removeEventListener(this.name,this,n),i&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH==`function`?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},je=class{constructor(e,t,n){this.element=e,this.type=6,this._$AN=void 0,this._$AM=t,this.options=n}get _$AU(){return this._$AM._$AU}_$AI(e){E(this,e)}},Me=oe.litHtmlPolyfillSupport;Me?.(we,Ee),(oe.litHtmlVersions??=[]).push(`3.3.3`);var Ne=globalThis,D=class extends m{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let e=super.createRenderRoot();return this.renderOptions.renderBefore??=e.firstChild,e}update(e){let t=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(e),this._$Do=((e,t,n)=>{let r=n?.renderBefore??t,i=r._$litPart$;if(i===void 0){let e=n?.renderBefore??null;r._$litPart$=i=new Ee(t.insertBefore(_(),e),e,void 0,n??{})}return i._$AI(e),i})(t,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return C}};D._$litElement$=!0,D.finalized=!0,Ne.litElementHydrateSupport?.({LitElement:D});var Pe=Ne.litElementPolyfillSupport;function Fe(e,t,n=``){let r=(o=e)instanceof Uint8Array||ArrayBuffer.isView(o)&&o.constructor.name===`Uint8Array`,i=e?.length,a=t!==void 0;var o;if(!r||a&&i!==t)throw Error((n&&`"${n}" `)+`expected Uint8Array`+(a?` of length ${t}`:``)+`, got `+(r?`length=${i}`:`type=`+typeof e));return e}function Ie(e,t=!0){if(e.destroyed)throw Error(`Hash instance has been destroyed`);if(t&&e.finished)throw Error(`Hash#digest() has already been called`)}function Le(...e){for(let t=0;t<e.length;t++)e[t].fill(0)}function Re(e){return new DataView(e.buffer,e.byteOffset,e.byteLength)}function O(e,t){return e<<32-t|e>>>t}function ze(e,t={}){let n=(t,n)=>e(n).update(t).digest(),r=e(void 0);return n.outputLen=r.outputLen,n.blockLen=r.blockLen,n.create=t=>e(t),Object.assign(n,t),Object.freeze(n)}Pe?.({LitElement:D}),(Ne.litElementVersions??=[]).push(`4.2.2`);var Be=e=>({oid:Uint8Array.from([6,9,96,134,72,1,101,3,4,2,e])});function Ve(e,t,n){return e&t^~e&n}function He(e,t,n){return e&t^e&n^t&n}var Ue=class{blockLen;outputLen;padOffset;isLE;buffer;view;finished=!1;length=0;pos=0;destroyed=!1;constructor(e,t,n,r){this.blockLen=e,this.outputLen=t,this.padOffset=n,this.isLE=r,this.buffer=new Uint8Array(e),this.view=Re(this.buffer)}update(e){Ie(this),Fe(e);let{view:t,buffer:n,blockLen:r}=this,i=e.length;for(let a=0;a<i;){let o=Math.min(r-this.pos,i-a);if(o===r){let t=Re(e);for(;r<=i-a;a+=r)this.process(t,a)}else n.set(e.subarray(a,a+o),this.pos),this.pos+=o,a+=o,this.pos===r&&(this.process(t,0),this.pos=0)}return this.length+=e.length,this.roundClean(),this}digestInto(e){Ie(this),function(e,t){Fe(e,void 0,`digestInto() output`);let n=t.outputLen;if(e.length<n)throw Error(`"digestInto() output" expected to be of length >=`+n)}(e,this),this.finished=!0;let{buffer:t,view:n,blockLen:r,isLE:i}=this,{pos:a}=this;t[a++]=128,Le(this.buffer.subarray(a)),this.padOffset>r-a&&(this.process(n,0),a=0);for(let e=a;e<r;e++)t[e]=0;n.setBigUint64(r-8,BigInt(8*this.length),i),this.process(n,0);let o=Re(e),s=this.outputLen;if(s%4)throw Error(`_sha2: outputLen must be aligned to 32bit`);let c=s/4,l=this.get();if(c>l.length)throw Error(`_sha2: outputLen bigger than state`);for(let e=0;e<c;e++)o.setUint32(4*e,l[e],i)}digest(){let{buffer:e,outputLen:t}=this;this.digestInto(e);let n=e.slice(0,t);return this.destroy(),n}_cloneInto(e){e||=new this.constructor,e.set(...this.get());let{blockLen:t,buffer:n,length:r,finished:i,destroyed:a,pos:o}=this;return e.destroyed=a,e.finished=i,e.length=r,e.pos=o,r%t&&e.buffer.set(n),e}clone(){return this._cloneInto()}},k=Uint32Array.from([1779033703,3144134277,1013904242,2773480762,1359893119,2600822924,528734635,1541459225]),We=Uint32Array.from([1116352408,1899447441,3049323471,3921009573,961987163,1508970993,2453635748,2870763221,3624381080,310598401,607225278,1426881987,1925078388,2162078206,2614888103,3248222580,3835390401,4022224774,264347078,604807628,770255983,1249150122,1555081692,1996064986,2554220882,2821834349,2952996808,3210313671,3336571891,3584528711,113926993,338241895,666307205,773529912,1294757372,1396182291,1695183700,1986661051,2177026350,2456956037,2730485921,2820302411,3259730800,3345764771,3516065817,3600352804,4094571909,275423344,430227734,506948616,659060556,883997877,958139571,1322822218,1537002063,1747873779,1955562222,2024104815,2227730452,2361852424,2428436474,2756734187,3204031479,3329325298]),A=new Uint32Array(64),Ge=class extends Ue{constructor(e){super(64,e,8,!1)}get(){let{A:e,B:t,C:n,D:r,E:i,F:a,G:o,H:s}=this;return[e,t,n,r,i,a,o,s]}set(e,t,n,r,i,a,o,s){this.A=0|e,this.B=0|t,this.C=0|n,this.D=0|r,this.E=0|i,this.F=0|a,this.G=0|o,this.H=0|s}process(e,t){for(let n=0;n<16;n++,t+=4)A[n]=e.getUint32(t,!1);for(let e=16;e<64;e++){let t=A[e-15],n=A[e-2],r=O(t,7)^O(t,18)^t>>>3,i=O(n,17)^O(n,19)^n>>>10;A[e]=i+A[e-7]+r+A[e-16]|0}let{A:n,B:r,C:i,D:a,E:o,F:s,G:c,H:l}=this;for(let e=0;e<64;e++){let t=l+(O(o,6)^O(o,11)^O(o,25))+Ve(o,s,c)+We[e]+A[e]|0,u=(O(n,2)^O(n,13)^O(n,22))+He(n,r,i)|0;l=c,c=s,s=o,o=a+t|0,a=i,i=r,r=n,n=t+u|0}n=n+this.A|0,r=r+this.B|0,i=i+this.C|0,a=a+this.D|0,o=o+this.E|0,s=s+this.F|0,c=c+this.G|0,l=l+this.H|0,this.set(n,r,i,a,o,s,c,l)}roundClean(){Le(A)}destroy(){this.set(0,0,0,0,0,0,0,0),Le(this.buffer)}},Ke=class extends Ge{A=0|k[0];B=0|k[1];C=0|k[2];D=0|k[3];E=0|k[4];F=0|k[5];G=0|k[6];H=0|k[7];constructor(){super(32)}},qe=ze(()=>new Ke,Be(1));async function Je({seed:e,bits:t}){let n=new TextEncoder,r=qe.create().update(n.encode(`${e}:`));for(let i=0;;i++){let a=r.clone().update(n.encode(`${i}`)).digest();if(Math.clz32(new DataView(a.buffer).getUint32(0))>=t)return`${e}:${i}`;i%2e3==1999&&await new Promise(e=>setTimeout(e))}}var Ye=`چرا تمام شد؟`,Xe=`به چه کسی؟`,Ze=`انصراف`,Qe={citizen:`شهروند`,bot:`دستیار`,operator:`کارشناس`,notice:`سامانه`},$e={bot:`دستیار پاسخ می‌دهد`,queue:`در صف`,operator:`در دست کارشناس`},et={bot:`دستیار ادامه می‌دهد`,queue:`به صف رفت`,operator:`کارشناس گفت‌وگو را گرفت`},tt=`حذف اطلاعات شخصی`,nt=`پیشنهاد برای پاسخ`,rt=`نام خدمت یا پرسش شهروند`,it=`یادداشت برای همکاران`,at=`پیش از پاسخ بدانید`,j=`این کار انجام نشد. دوباره امتحان کنید.`,ot=`نام کاربری`,st=`گذرواژه`,M=class extends Error{constructor(e,t,n,r=[],i){super(t),this.status=e,this.code=t,this.detail=n,this.fields=r,this.puzzle=i}};async function ct(e,t,n){let r=await lt(e,t,n);return r.status===204?void 0:await r.json()}async function lt(e,t,n){let r={...n.headers,...e?{"X-CSRF-Token":e}:{}};for(let e=0;;e++){let i=await fetch(t,{...n,headers:r,credentials:`same-origin`}).catch(()=>{});if(!i)throw new M(0,`offline`,`ارتباط قطع است. چیزی که نوشته‌اید همین‌جا می‌ماند؛ دوباره بفرستید.`);if(i.ok)return i;let a=await ut(i);if(!a.puzzle||e===3)throw a;r={...r,"X-Puzzle-Solution":await Je(a.puzzle)}}}var N=class{constructor(e){this.csrf=e}get(e){return ct(this.csrf,`/api/v1/desk/${e}`,{})}async file(e){return(await lt(this.csrf,`/api/v1/desk/${e}`,{})).blob()}post(e,t={},n){let r={"Content-Type":`application/json`,...n?{"Idempotency-Key":n}:{}};return ct(this.csrf,`/api/v1/desk/${e}`,{method:`POST`,body:JSON.stringify(t),headers:r})}};async function ut(e){let t=await e.json().catch(()=>({})),n=(t.errors??[]).map(({field:e})=>e);return new M(e.status,t.code??``,t.detail??j,n,function(e){let{seed:t,bits:n}=e??{};return typeof t==`string`&&typeof n==`number`&&n<=26?{seed:t,bits:n}:void 0}(t.puzzle))}var P=class{constructor(e){this.changed=e,this.notice=``}tell(){this.changed()}async attempt(e){let t;try{await e()}catch(e){t=e instanceof M?e:new M(0,``,j),t.code===`not_signed_in`&&location.assign(`/desk/sign-in`)}return this.notice=t?.detail??``,this.changed(),!t}},dt=class{#e;#t;constructor(e){this.desk=e,this.list=[],this.#e=``,this.#t=new Map}async read({tracking_code:e,timeline:t}){if(this.#e=e,!t.some(({type:e})=>e===`attached`))return;let{attachments:n}=await this.desk.get(`cases/${e}/attachments`);this.#e===e&&(this.list=n)}address({id:e}){return this.#t.get(e)}async fetch({id:e}){let t=this.#e,n=await this.desk.file(`cases/${t}/attachments/${e}`);this.#e===t&&this.#t.set(e,URL.createObjectURL(n))}leave(){for(let e of this.#t.values())URL.revokeObjectURL(e);this.#t.clear(),this.list=[],this.#e=``}},ft={registered:`ثبت شده`,answered:`پاسخ گرفته`,confirmed:`تأیید شده`,partly:`تا اندازه‌ای پذیرفته`,disputed:`نپذیرفته`},F={list:`فهرست پرونده‌ها`,search:`جست‌وجو`,searchFor:`کد رهگیری، یا واژه‌های شرح`,filters:`پالایش`,state:`وضعیت`,states:{waiting:`در انتظار پاسخ دستگاه`,answered:`در انتظار نظر شهروند`,ended:`پایان‌یافته`,all:`همه`},agency:`دستگاه`,province:`استان`,level:`سطح`,all:`همه`,overdue:`فقط مهلت‌گذشته‌ها`,sort:`ترتیب`,sorts:{due:`نزدیک‌ترین مهلت`,newest:`تازه‌ترین`},clear:`پاک کردن پالایش`,noProvince:`بی استان`,dueIn:e=>`مهلت تا ${e} ساعت دیگر`,withinHours:e=>` در ${e} ساعت گذشته`,happened:e=>e.split(`,`).map(e=>ft[e]??`دگرگون شده`).join(` یا `),breached:`مهلت شکسته`,none:`پرونده‌ای با این ویژگی‌ها نیست.`,loading:`در حال خواندن…`,more:`بیشتر`,shown:e=>`${e} پرونده`,overdueShort:`مهلت گذشته`,choose:`پرونده‌ای را از فهرست باز کنید.`,back:`بازگشت به فهرست`,next:`پروندهٔ بعدی`,actions:{refer:`ارجاع`,take:`آغاز رسیدگی`,answer:`پاسخ دستگاه`,ask:`پرسش از شهروند`,misdirected:`برگرداندن به میز`,close:`پایان اختلاف`,note:`یادداشت`,correct:`اصلاح`,redact:`حذف اطلاعات شخصی`,merge:`پیوستن به پروندهٔ دیگر`,separate:`جدا کردن`},hints:{refer:`دستگاه تازه مهلت خودش را می‌گیرد. شهروند دلیل ارجاع را می‌خواند.`,take:``,answer:`این متن را شهروند می‌خواند و خودش می‌گوید مشکل حل شده است یا نه.`,ask:`این پرسش را شهروند می‌خواند.`,misdirected:`کارشناس میز دستگاه درست را پیدا می‌کند. شهروند دلیل را می‌خواند.`,close:`آخرین سخن دربارهٔ پاسخی که شهروند نپذیرفته است؛ به معنای حل شدن نیست.`,correct:`آنچه پیش‌تر نوشته شده است می‌ماند و اصلاح در کنارش می‌آید. شهروند دلیل و متن را می‌خواند.`,redact:`این واژه‌ها از شرح، روند پرونده و گفت‌وگوی آن برای همیشه پاک می‌شود و به جایشان «[حذف]» می‌آید. شهروند دلیل را می‌خواند؛ خود واژه‌ها را در آن نیاورید. پیش از باز کردن این برگه می‌توانید واژه‌ها را در متن نشان کنید.`,note:`فقط میز ۱۲۸ این یادداشت را می‌بیند.`,merge:`وقتی هر دو از یک موضوع‌اند: پاسخ دستگاه به هر دو می‌رسد و کد، رمز، مهلت و نظر هر شهروند جدا می‌ماند. به شهروند خبر داده می‌شود.`,separate:`پرونده از این پس خودش رسیدگی می‌شود. به شهروند خبر داده می‌شود.`},into:`کد رهگیری پرونده‌ای که پیشرو می‌شود`,reaches:e=>`این پاسخ به ${e} نفر می‌رسد؛ نام کسی را در آن نیاورید.`,follows:`این پرونده از پاسخ‌های این یکی پیروی می‌کند:`,peopleAre:e=>`${e} نفر همین موضوع را دارند`,peopleShort:e=>`${e} نفر`,words:`واژه‌هایی که باید حذف شود، همان‌طور که نوشته شده است`,text:`متن`,reason:`دلیل`,submit:{refer:`ارجاع شود`,answer:`ثبت پاسخ`,ask:`پرسیده شود`,misdirected:`برگردد`,close:`ثبت پایان`,note:`ثبت یادداشت`,correct:`ثبت اصلاح`,redact:`برای همیشه حذف شود`,merge:`بپیوندد`,separate:`جدا شود`,take:`آغاز رسیدگی`},cancel:`انصراف`,chooseAgency:`دستگاه را برگزینید`,done:{refer:`پرونده ارجاع شد.`,take:`آغاز رسیدگی ثبت شد.`,answer:`پاسخ ثبت شد و به شهروند خبر داده می‌شود.`,ask:`پرسش ثبت شد و به شهروند خبر داده می‌شود.`,misdirected:`پرونده به میز برگشت.`,close:`پایان اختلاف ثبت شد.`,note:`یادداشت ثبت شد.`,correct:`اصلاح ثبت شد و به شهروند خبر داده می‌شود.`,redact:`واژه‌ها از پرونده و گفت‌وگو حذف شد.`,merge:`پرونده پیوست و به شهروند خبر داده می‌شود.`,separate:`پرونده جدا شد و به شهروند خبر داده می‌شود.`},description:`شرح`,facts:`ویژگی‌ها`,indicator:`شاخص`,place:`محل`,service:`خدمت`,created:`ثبت`,occurred:`زمان رویداد`,due:`مهلت پاسخ`,left:`زمان مانده`,identity:`شهروند`,verdict:`نظر شهروند`,verdicts:{solved:`حل شد`,partly:`تا اندازه‌ای`,unsolved:`حل نشد`},score:e=>`امتیاز ${e} از ۵`,levelIs:(e,t)=>`${e} (پلهٔ ${t})`,files:`فایل‌های شهروند`,filesHint:`هر بار دیدن یک فایل ثبت می‌شود. سند را فقط در برنامه‌ای امن باز کنید.`,fileShow:{image:`نمایش`,voice:`شنیدن`,document:`دریافت`},fileSave:`ذخیره`,fileAlt:e=>`${e}، فرستادهٔ شهروند`,personal:`اطلاعات شخصی`,personalHint:`پوشیده است. هر نمایش، با دلیل آن، ثبت می‌شود.`,reveal:`نمایش`,revealOf:e=>`نمایش ${e}`,why:e=>`چرا «${e}» را می‌بینید؟`,reasons:[`تماس با شهروند برای تکمیل پرونده`,`بررسی پرونده در دستگاه`,`راستی‌آزمایی هویت`],otherReason:`دلیل دیگر`,show:`ثبت دلیل و نمایش`,hide:`پوشاندن`,stepOf:e=>`گام ${e}`,timeline:`روند پرونده`,noteHidden:`متن یادداشت پاک شده است.`,ledger:`دفتر رویدادها`,ledgerHint:`هر رویداد اثر انگشت رویداد پیش از خود را دارد؛ تغییر یا حذف هیچ‌کدام پنهان نمی‌ماند.`,number:`شماره`,event:`رویداد`,at:`زمان`,hash:`اثر انگشت`,proven:e=>`در ریشهٔ روز ${e} گواهی شده است.`,notProven:`هنوز در ریشهٔ روزانه‌ای نیامده است؛ ریشه‌ها روزی یک بار ساخته می‌شوند.`},pt={waiting:[`registered`,`referred`,`in_progress`,`disputed`,`reopened`,`misdirected`],answered:[`answered`],ended:[`confirmed`,`partly`,`closed`,`closed_unconfirmed`,`withdrawn`],all:[]},I={state:`waiting`,agency_id:``,province:``,level:``,overdue:!1,due_in_h:``,moved:``,breached:!1,within_h:``,q:``,sort:`due`},mt=class extends P{#e;#t;#n;#r;#i;constructor(e,t){super(t),this.filters={...I},this.hasMore=!1,this.done=``,this.revealed=new Map,this.#t=new Map,this.#n=new Map,this.#i=0,this.#e=new N(e),this.files=new dt(this.#e)}async arrive(){await Promise.all([this.offer(),this.entries?void 0:this.list()])}async offer(){this.terms||await this.attempt(async()=>{let e=await this.#e.get(`terms`),t=new Intl.Collator(`fa`);e.agencies.sort((e,n)=>t.compare(e.title,n.title)),e.provinces.sort((e,n)=>t.compare(e.name,n.name)),this.terms=e})}async list(){let e=++this.#i;await this.attempt(async()=>{let t=await this.#a();e===this.#i&&([this.entries,this.hasMore]=[t,t.length===50])})}async more(){let e=this.entries??[];await this.attempt(async()=>{let t=await this.#a(e.at(-1)?.tracking_code);[this.entries,this.hasMore]=[[...e,...t],t.length===50]})}filter(e){return this.filters={...this.filters,...e},this.list()}ask(e){let t=Object.entries(I).map(([t,n])=>{let r=e.get(t);return[t,r===null?n:typeof n==`boolean`?r===`true`:r]});return this.filter(Object.fromEntries(t))}async open(e){if(this.page?.tracking_code!==e){if(this.#s(),!e)return this.tell();await this.attempt(async()=>{this.page=await this.#e.get(`cases/${encodeURIComponent(e)}`),await this.files.read(this.page)})}}get next(){let e=(this.entries??[]).map(({tracking_code:e})=>e);return e[e.indexOf(this.page?.tracking_code??``)+1]??e[0]}may(e){return!!this.page?.may.includes(e)}show(e){this.sheet=e,this.done=this.notice=``,this.tell()}draft(e,t){let n=`${this.page?.tracking_code} ${this.sheet} ${e}`;return t!==void 0&&this.#n.set(n,t),this.#n.get(n)??``}async act(e,t={}){let n=this.page?.tracking_code;if(!n)return!1;let r=`${n} ${e} ${JSON.stringify(t)}`,i=this.#t.get(r)??crypto.randomUUID();return this.#t.set(r,i),this.done=``,this.attempt(async()=>{await this.#e.post(`cases/${n}/${e}`,t,i),this.#t.delete(r);for(let t of this.#n.keys())t.startsWith(`${n} ${e} `)&&this.#n.delete(t);this.sheet=void 0,this.done=F.done[e],await this.#o(n)})}askFor(e){this.asked=e,this.tell()}async reveal(e,t){let n=this.page?.tracking_code;return!!n&&this.attempt(async()=>{let r={field:e.field,event_number:e.event_number,reason:t},{text:i}=await this.#e.post(`cases/${n}/reveal`,r);this.page?.tracking_code===n&&this.revealed.set(ht(e),i),this.asked=void 0})}hide(e){this.revealed.delete(ht(e)),this.tell()}shown(e){return this.revealed.get(ht(e))}fetchFile(e){return this.attempt(()=>this.files.fetch(e))}async readLedger(){let e=this.page?.tracking_code;e&&!this.ledger&&await this.attempt(async()=>{let t=await this.#e.get(`cases/${e}/ledger`);this.page?.tracking_code===e&&(this.ledger=t)})}heard(e){let t=this.page?.tracking_code;t&&e.includes(t)&&this.attempt(()=>this.#o(t)),!this.entries||this.entries.length>50||(clearTimeout(this.#r),this.#r=setTimeout(()=>{this.list()},1500))}async#a(e){let{state:t,overdue:n,breached:r,moved:i,q:a,...o}=this.filters,s=new URLSearchParams;for(let e of pt[t]??[t])s.append(`status`,e);for(let[e,t]of Object.entries(o))t&&s.set(e,t);n&&s.set(`overdue`,`true`),r&&s.set(`breached`,`true`);for(let e of i.split(`,`).filter(Boolean))s.append(`moved`,e);return a.trim()&&s.set(`q`,a.trim()),e&&s.set(`after`,e),this.#e.get(`cases?${s}`)}async#o(e){let t=await this.#e.get(`cases/${encodeURIComponent(e)}`);this.page?.tracking_code===e&&(this.page=t,await this.files.read(t),this.sheet&&!t.may.includes(this.sheet)&&(this.sheet=void 0),this.ledger&&=await this.#e.get(`cases/${e}/ledger`))}#s(){this.page=this.ledger=this.sheet=this.asked=void 0,this.done=this.notice=``,this.revealed.clear(),this.files.leave()}};function ht({field:e,event_number:t}){return`${e} ${t}`}async function L(e){await document.querySelector(`desk-console`)?.updateComplete,document.querySelector(e)?.focus()}function gt(){let e=(getSelection()?.toString()??``).trim().replace(/\s+/g,` `);return e.length<2||e.length>200?``:e}var _t=new Intl.NumberFormat(`fa-IR`,{useGrouping:!1});function R(e){return _t.format(e)}function z(e){return e<60?`کمتر از یک دقیقه`:e<5400?`${R(Math.round(e/60))} دقیقه`:`${R(Math.round(e/3600))} ساعت`}var vt=[`answer`,`refer`],yt={refer:[`agency_id`,`reason`],take:[],answer:[`text`],ask:[`text`],misdirected:[`reason`],close:[`reason`,`text`],note:[`text`],correct:[`reason`,`text`],redact:[`words`,`reason`],merge:[`into`,`reason`],separate:[`reason`]};function bt(e,t){if(!e.may(t))return;if(!yt[t].length)return void e.act(t);let n=gt();e.show(e.sheet===t?void 0:t),e.sheet===`redact`&&n&&e.draft(`words`,n),e.sheet&&L(`.case-sheet [name]`)}function xt(e,t){return n=>{e.draft(t,n.target.value)}}function St(e){e.key!==`Enter`||!e.ctrlKey&&!e.metaKey||e.isComposing||(e.preventDefault(),e.currentTarget.requestSubmit())}var Ct=[[`talks`,[`see_queue`]],[`cases`,[`read_cases`]],[`phone`,[`file_cases`]],[`upkeep`,[`revive_jobs`,`keep_calendar`]],[`outages`,[`keep_outages`]],[`themes`,[`see_insight`]],[`record`,[`read_audit`]],[`situation`,[`see_insight`]],[`periods`,[`see_insight`]],[`calls`,[`file_cases`]],[`accounts`,[`manage_accounts`]]],wt=[[`talks`,`see_queue`],[`cases`,`read_cases`],[`accounts`,`manage_accounts`],[`upkeep`,`revive_jobs`],[`themes`,`keep_themes`],[`situation`,`see_insight`]],Tt={cases:/^[0-9A-Z-]{4,16}$/i,themes:/^\d{1,9}$/,situation:/^[a-z0-9_-]{1,64}$/,periods:/^1[34]\d\d-(0[1-9]|1[0-2]|S[1-4])$/,accounts:/^(new|[0-9a-f]{32})$/,own:/^changed$/},Et=[`cases`,`periods`];function B(e,t){return t?`#${e}/${encodeURIComponent(t)}`:`#${e}`}function Dt(e,t){let{entries:n}=e;return x`
    <form role="search" class="search" @submit=${t=>function(e,t){e.preventDefault();let n=`${new FormData(e.target).get(`q`)??``}`,r=/^[2-9A-HJKMNP-TV-Z\s-]{8,12}$/i.test(n.trim());t.filter(r?{...I,state:`all`,q:n}:{q:n})}(t,e)}>
      <label class="unseen" for="case-search">${F.searchFor}</label>
      <input id="case-search" name="q" type="search" maxlength="200" autocomplete="off" placeholder=${F.searchFor}
        .value=${e.filters.q}>
      <button class="main">${F.search}</button>
    </form>
    ${function(e,t){let{filters:n,terms:r}=e,i=t=>n=>{e.filter({[t]:n.target.value})},a=(r?.provinces??[]).map(({name:e})=>({id:e,title:e})),o=JSON.stringify(n)!==JSON.stringify(I);return x`<fieldset class="filters">
    <legend class="unseen">${F.filters}</legend>
    <label>${F.state}<select @change=${i(`state`)}>
      ${Object.entries(F.states).map(([e,t])=>V(e,t,n.state))}
      <optgroup label=${F.state}>${(r?.statuses??[]).filter(({id:e})=>e!==`answered`).map(({id:e,title:t})=>V(e,t,n.state))}</optgroup>
    </select></label>
    <label>${F.sort}<select @change=${i(`sort`)}>
      ${Object.entries(F.sorts).map(([e,t])=>V(e,t,n.sort))}</select></label>
    ${t?w:kt(F.agency,r?.agencies??[],n.agency_id,i(`agency_id`))}
    ${kt(F.province,a,n.province,i(`province`))}
    ${kt(F.level,r?.levels??[],n.level,i(`level`))}
    <label class="check"><input type="checkbox" .checked=${n.overdue}
      @change=${t=>{e.filter({overdue:t.target.checked})}}>${F.overdue}</label>
    ${Ot(n)?x`<p class="of-number">${Ot(n)}</p>`:w}
    ${o?x`<button type="button" class="quiet" @click=${()=>{e.filter(I)}}>${F.clear}</button>`:w}
  </fieldset>`}(e,t)}
    ${n===void 0?x`<p class="soft" role="status">${F.loading}</p>`:function(e,t){let n=`${R(t.length)}${e.hasMore?`+`:``}`;return x`
    <p class="soft" role="status">${t.length?F.shown(n):F.none}</p>
    <ul class="entries" id="case-list" @keydown=${At}>${t.map(t=>function(e,t){let n=e.page?.tracking_code===t.tracking_code;return x`<li><a class="entry" href=${B(`cases`,t.tracking_code)} data-code=${t.tracking_code}
      aria-current=${n?`true`:`false`}>
    <span class="entry-top"><b class="code" dir="ltr">${t.tracking_code}</b>
      ${t.is_overdue?x`<span class="badge late">${F.overdueShort}</span>`:w}
      ${t.people>1?x`<span class="badge">${F.peopleShort(R(t.people))}</span>`:w}</span>
    <span class="preview">${t.description}</span>
    <span class="soft">${[t.agency_name,t.place_fa].filter(Boolean).join(` · `)}</span>
    <span class="soft">${[t.status_fa,t.is_overdue?``:t.time_left_fa].filter(Boolean).join(` · `)}</span>
  </a></li>`}(e,t))}</ul>
    ${e.hasMore?x`<button class="wide" @click=${()=>{e.more()}}>${F.more}</button>`:w}
  `}(e,n)}
  `}function Ot({due_in_h:e,moved:t,breached:n,within_h:r,province:i}){let a=r?F.withinHours(R(Number(r))):``;return[i===`-`?F.noProvince:``,e?F.dueIn(R(Number(e))):``,t?`${F.happened(t)}${a}`:``,n?`${F.breached}${a}`:``].filter(Boolean).join(`؛ `)}function kt(e,t,n,r){return x`<label>${e}<select @change=${r}>
    ${V(``,F.all,n)}${t.map(({id:e,title:t})=>V(e,t,n))}</select></label>`}function V(e,t,n){return x`<option value=${e} .selected=${e===n}>${t}</option>`}function At(e){let t={ArrowDown:1,ArrowUp:-1}[e.key];if(!t||e.altKey)return;let n=[...e.currentTarget.querySelectorAll(`.entry`)],r=n[n.indexOf(document.activeElement)+t];r&&(e.preventDefault(),r.focus())}var[jt,Mt]=[`kilobyte`,`megabyte`].map(e=>new Intl.NumberFormat(`fa-IR`,{style:`unit`,unit:e,unitDisplay:`long`,maximumFractionDigits:1})),Nt=new Intl.DateTimeFormat(`fa-IR-u-ca-persian`,{dateStyle:`long`,timeZone:`UTC`}),Pt=new Intl.DateTimeFormat(`fa-IR-u-ca-persian`,{year:`numeric`,month:`2-digit`,day:`2-digit`,hour:`2-digit`,minute:`2-digit`,timeZone:`Asia/Tehran`});function Ft(e){let t=e.text??(e.is_note?F.noteHidden:void 0);return x`<li class=${e.is_note?`step note`:`step by-${e.by}`}>
    <p><b>${e.title_fa}</b></p>
    ${t?x`<p class="words" dir="auto">${t}</p>`:w}
    ${e.reason_fa?x`<p class="soft" dir="auto">${F.reason}: ${e.reason_fa}</p>`:w}
    <p class="soft">${e.who_fa} · <time>${e.at_fa}</time></p>
  </li>`}var It={KeyR:`refer`,KeyA:`answer`,KeyQ:`ask`,KeyM:`misdirected`,KeyY:`note`,KeyJ:`merge`,KeyX:`redact`},H={title:`تماس‌های قرعه`,hint:`هر روز چند پرونده به قرعه برگزیده می‌شود. به شهروند زنگ می‌زنید و یک پرسش می‌پرسید: مشکل حل شد یا نه. با این تماس‌ها سنجیده می‌شود که کارنامهٔ دستگاه‌ها راست است یا نه.`,progress:`کار امروز`,said:`پاسخ دادند`,declined:`نخواستند`,notReached:`پاسخگو نبودند`,waiting:`مانده`,empty:`اکنون کسی برای تماس نمانده است. قرعهٔ بعدی فردا کشیده می‌شود.`,loading:`در حال خواندن…`,call:`تماس دربارهٔ پروندهٔ`,agency:`دستگاه`,kind:`نوع`,filed:`ثبت`,drawn:`روز قرعه`,until:`تماس تا`,tries:`تماس‌های پیشین`,never:`هنوز تماسی گرفته نشده`,times:e=>`${e} بار، پاسخ نداد`,matter:`شهروند چه نوشته است`,number:`شمارهٔ تماس`,hidden:`شماره پوشیده است. نمایش آن با دلیل ثبت می‌شود و تا یک ربع همکار دیگری با این شهروند تماس نمی‌گیرد.`,noNumber:`شماره‌ای که بتوانید ببینید نمانده است. این تماس را «پاسخگو نبود» ثبت کنید.`,why:`چرا شماره را می‌بینید؟`,reason:e=>`تماس قرعه برای پرسیدن نظر شهروند از پاسخ ${e}`,show:`نمایش شماره`,script:`چه بپرسید`,steps:[`«سلام، از سامانهٔ رسیدگی ۱۲۸ تماس می‌گیرم. دربارهٔ پرونده‌ای که ثبت کرده‌اید فقط یک پرسش دارم. وقت دارید؟»`,`اگر وقت ندارد یا نمی‌خواهد، تشکر کنید و «نخواست پاسخ دهد» را بزنید.`,`«مشکلی که گفته بودید حل شد، بخشی از آن حل شد، یا حل نشد؟»`,`همان را که می‌گوید ثبت کنید. از خودتان پیشنهاد نکنید، پاسخ دستگاه را نخوانید و قولی ندهید.`],rules:`کد ملی، نشانی یا رمز پرونده نپرسید.`,outcome:`نتیجهٔ تماس`,outcomes:{solved:`حل شده است`,partly:`بخشی حل شده است`,unsolved:`حل نشده است`,declined:`نخواست پاسخ دهد`,not_reached:`پاسخگو نبود`},onceHint:`گفتهٔ شهروند یک بار ثبت می‌شود و برنمی‌گردد. کسی که پاسخگو نبود، روزی دیگر دوباره در فهرست می‌آید؛ تا سه بار.`,keep:`ثبت و تماس بعدی`,later:`بعداً، تماس بعدی را بیاور`,kept:e=>`نتیجهٔ تماس پروندهٔ ${e} ثبت شد.`,gone:`این تماس را همکاری ثبت کرده یا زمانش گذشته است. تماس بعدی آمد.`,gaps:e=>`سنجش دستگاه‌ها در ${e}`,gapsHint:`گفتهٔ تلفنی شهروندان در کنار پرونده‌ها. دستگاهی که این دو در آن نمی‌خواند، نشان می‌گیرد.`},Lt=class extends P{#e;#t;constructor(e,t,n){super(n),this.maySeeGaps=t,this.gaps=[],this.number=``,this.done=``,this.#t=[],this.#e=new N(e)}get call(){return this.calls?.[0]}get mobile(){return this.page?.sealed.find(({field:e})=>e===`mobile`)}async arrive(){await this.attempt(()=>this.#n())}async reveal(e){let{call:t,mobile:n}=this;return!(!t||!n)&&this.attempt(async()=>{let r={field:n.field,event_number:n.event_number,reason:e},{text:i}=await this.#e.post(`cases/${t.tracking_code}/reveal`,r);this.call===t&&(this.number=i)})}async note(e){let t=this.call?.tracking_code;if(!t)return!1;let n=H.kept(t),r=await this.attempt(async()=>{await this.#e.post(`calls/${t}`,{outcome:e}).catch(e=>{if(!(e instanceof M)||e.code!==`not_found`)throw e;n=H.gone}),this.#i(t),await this.#n()});return r&&(this.done=n),this.tell(),r}async postpone(){let{call:e}=this;return!(!e||!this.calls)&&(this.#t.push(e.tracking_code),this.#i(e.tracking_code),this.calls.push(e),this.attempt(()=>this.#r()))}async#n(){let e=this.call?.tracking_code,[t,n]=await Promise.all([this.#e.get(`calls`),this.#e.get(`calls/progress`)]),r=({tracking_code:t})=>t===e?-1:this.#t.indexOf(t)+1;[this.calls,this.progress]=[t.sort((e,t)=>r(e)-r(t)),n],this.maySeeGaps&&(this.gaps=await this.#e.get(`periods/${n.month}/gaps`)),await this.#r()}async#r(){let e=this.call?.tracking_code;e!==this.page?.tracking_code&&([this.page,this.number]=[void 0,``],e&&(this.page=await this.#e.get(`cases/${e}`)))}#i(e){this.calls=this.calls?.filter(({tracking_code:t})=>t!==e),[this.page,this.number,this.done]=[void 0,``,``]}},Rt=`۰۱۲۳۴۵۶۷۸۹`;function U(e){return e.replace(/[۰-۹٠-٩]/g,e=>`${Math.max(Rt.indexOf(e),`٠١٢٣٤٥٦٧٨٩`.indexOf(e))}`)}function zt(e){return e.replace(/\d/g,e=>Rt[Number(e)])}var Bt=`مقدار و بازهٔ ۹۵٪`,Vt=`مورد انتظار`,Ht=`داوری`,Ut=`نفر`,Wt=`در این دوره گفتهٔ تلفنی با پرونده‌های هیچ دستگاهی ناسازگار نیست.`,Gt=`تصمیم`,Kt=`دلیل تصمیم`,qt={program:`برنامهٔ سنجش را بگیرید؛ ۶۵ خط است و می‌توانید آن را بخوانید. به پایتون و بستهٔ cryptography نیاز دارد.`,key:`کلید عمومی سامانه و ریشه‌های روزانه را از اینجا بردارید، یا بهتر از آن، از نسخه‌ای که پیش‌تر نگه داشته‌اید:`,run:`دستور را با کلید عمومی به جای KEY اجرا کنید. اگر فایل دست نخورده باشد، می‌نویسد «the figures are whole».`};function Jt(e){let t=new URLSearchParams;for(let[n,r]of Object.entries(e))r!==void 0&&!1!==r&&t.set(n,Array.isArray(r)?r.join(`,`):`${r}`);return(e.moved||e.breached)&&t.set(`state`,`all`),`${B(`cases`)}?${t}`}var Yt,W={title:`وضعیت اکنون`,loading:`در حال خواندن وضعیت…`,updated:e=>`به‌روز در ${e}`,scope:`دستگاه`,all:`همهٔ دستگاه‌ها`,save:`فایل برای اکسل`,reports:`گزارش‌های ماهانه`,report:`گزارش ماهانه`,reportsOfAll:`گزارش ماهانهٔ همهٔ دستگاه‌ها`,few:`برای داوری کم است`,late:`مهلت گذشته`,lateHint:`پرونده‌هایی که مهلت پاسخشان همین حالا گذشته است`,breached:e=>`${e} مهلت‌شکنی در ۲۴ ساعت`,soon:`رو به پایان`,soonHint:`مهلت پاسخ تا ۳ ساعت دیگر`,clocks:{within_1h:`۱ ساعت`,within_3h:`۳ ساعت`,within_24h:`۲۴ ساعت`,within_72h:`۳ روز`},clocksTitle:`مهلت‌هایی که تا این زمان می‌رسند`,waiting:`در انتظار پاسخ`,waitingHint:`پرونده‌هایی که شهروند چشم‌به‌راه پاسخ آن‌هاست`,filed:e=>`${e} ثبت در ۲۴ ساعت`,answered:e=>`${e} پاسخ در ۲۴ ساعت`,unknown:e=>`${e} بی‌دستگاه`,queue:`در صف کارشناس`,queueHint:`شهروندانی که می‌خواهند با کارشناس گفت‌وگو کنند`,longest:e=>`بیشترین انتظار ${e}`,median:e=>`میانهٔ ۲۴ ساعت ${e}`,nobodyWaited:`در ۲۴ ساعت کسی در صف نمانده`,map:`نقشهٔ استان‌ها`,mapHint:`شمار پرونده‌هاست، نه نرخ؛ استان پرجمعیت‌تر پروندهٔ بیشتری هم دارد.`,mapKeys:`با کلیدهای جهت‌نما میان استان‌ها بروید.`,measure:`چه چیزی نشان داده شود`,measures:{waiting:`در انتظار`,soon:`تا ۲۴ ساعت`,late:`مهلت گذشته`},provinceIs:(e,t,n,r)=>`${e}: ${t} در انتظار، ${n} با مهلت تا ۲۴ ساعت، ${r} مهلت گذشته`,choose:`نشانگر را روی استانی ببرید.`,noProvince:`استان نامعلوم`,asTable:`همین نقشه به‌صورت جدول`,province:`استان`,classes:(e,t)=>e===t?e:`${e} تا ${t}`,agencies:`دستگاه‌ها`,agency:`دستگاه`,noAgency:`در انتظار تعیین دستگاه`,moreAgencies:e=>`و ${e} دستگاه دیگر`,nothingWaits:`هیچ پرونده‌ای در انتظار پاسخ نیست.`,nearest:`نزدیک‌ترین مهلت‌ها`,noneNear:`تا سه روز دیگر مهلتی نمی‌رسد.`,showAll:`همه`,outages:`قطعی‌ها`,noOutage:`قطعی تأییدشده یا محتملی نیست.`,confirmed:`تأیید شده`,suspected:`محتمل`,since:e=>`از ${e}`,told:e=>`${e} نفر گفته‌اند`,marks:`رضایت`,caseMarks:`از پاسخ دستگاه‌ها`,talkMarks:`از گفت‌وگو با دستیار و کارشناس`,windows:{hour:`یک ساعت`,day:`۲۴ ساعت`,week:`۷ روز`},window:`بازه`,good:`نمرهٔ ۴ و ۵`,count:`شمار نظر`,response:`نظر داده‌اند`,spread:`نمره‌های ۱ تا ۵`,scoresAre:e=>e.map((e,t)=>`نمرهٔ ${`۱۲۳۴۵`[t]}: ${e}`).join(`، `),between:(e,t)=>`${e} تا ${t}`,of:(e,t)=>`${e} از ${t}`,interval:`زیر هر درصد، بازهٔ اطمینان ۹۵٪ آمده است.`,askedDays:`در گفت‌وگوها نسبت نظر داده‌ها به روز تهران شمرده می‌شود: امروز، و هفت روز با امروز.`,settled:`کار دستیار`,alone:`بی نیاز به کارشناس`,talks:`گفت‌وگو`,handed:`به کارشناس رسید`,bad:`نمرهٔ ۱ یا ۲ گرفت`,settledHint:`گفت‌وگوهایی که کارشناس نخواستند و نمرهٔ ۱ یا ۲ نگرفتند. این به معنای حل شدن کار نیست.`,trend:`روند سی روز`,trendHint:`امروز هنوز تمام نشده است.`,lines:{filed:`ثبت`,answered:`پاسخ`,breached:`مهلت‌شکنی`},day:`روز`,trendIs:(e,t,n)=>`در سی روز ${e} پرونده ثبت شد، ${t} پاسخ گرفت و مهلت ${n} پرونده شکست.`};function Xt(e,t,n){let{measure:r}=e,i=function(e){let t=Math.max(0,...e),n=Array.from({length:4},(e,n)=>Math.ceil(t*((n+1)/4)**2));return[...new Set(n)].filter(e=>e>0)}(t.map(e=>e[r])),a=new Map(t.map(e=>[e.id,e])),o=a.get(e.pointed??``);return x`<div class="map-choice" role="radiogroup" aria-label=${W.measure}>
      ${Object.keys(W.measures).map(t=>x`<label><input type="radio" name="measure" .checked=${t===r}
        @change=${()=>e.show(t)}><span>${W.measures[t]}</span></label>`)}
    </div>
    <svg class="map" viewBox=${$t().getAttribute(`viewBox`)??``} role="group" aria-label=${W.map} @pointerleave=${()=>e.point(void 0)} @keydown=${Qt}>
      ${(Yt??=[...$t().querySelectorAll(`path`)].map(({id:e,dataset:t})=>({id:e.replace(`iran-`,``),name:t.name??``,x:Number(t.x),y:Number(t.y)})),Yt).map((t,r)=>function(e,t,n,{bounds:r,mayOpen:i,isFirst:a}){let o=n?.[e.measure]??0,s=n?Zt(n):t.name,c=S`<use href=${`#iran-${t.id}`}></use>
    <text class="map-count" x=${t.x} y=${t.y} text-anchor="middle" dominant-baseline="central" aria-hidden="true">${o?R(o):w}</text>`,l=()=>e.point(t.id),u=`province level-${function(e,t){return e?t.findIndex(t=>e<=t)+1:0}(o,r)}`,d=(e.pointed??``)===t.id||!e.pointed&&a?0:-1;if(!i)return S`<g class=${u} data-id=${t.id} data-x=${t.x} data-y=${t.y} role="img" aria-label=${s} tabindex=${d}
      @pointerenter=${l} @focus=${l}>${c}</g>`;let f={agency_id:e.agency,province:t.name,...e.measure===`late`?{overdue:!0}:e.measure===`soon`?{due_in_h:24}:{}};return S`<a class=${u} data-id=${t.id} data-x=${t.x} data-y=${t.y} href=${Jt(f)} aria-label=${s} tabindex=${d}
    @pointerenter=${l} @focus=${l}>${c}</a>`}(e,t,a.get(t.id),{bounds:i,mayOpen:n,isFirst:r===0}))}
      ${function(){let e=[...$t().querySelectorAll(`circle`)],t=[...$t().querySelectorAll(`text`)];return S`${e.map(e=>S`<circle class="island" cx=${e.getAttribute(`cx`)} cy=${e.getAttribute(`cy`)} r=${e.getAttribute(`r`)}>
      <title>${e.dataset.island}</title></circle>`)}
    ${t.map(e=>S`<text class="sea" x=${e.getAttribute(`x`)} y=${e.getAttribute(`y`)} text-anchor="middle">${e.textContent}</text>`)}`}()}
    </svg>
    <p class="map-told" aria-live="off">${o?Zt(o):x`<span class="soft">${W.choose}</span>`}</p>
    ${function(e){return x`<ul class="legend"><li><i class="swatch level-0"></i>${R(0)}</li>
    ${e.map((t,n)=>x`<li><i class=${`swatch level-${n+1}`}></i>${W.classes(R((t=>t?e[t-1]+1:1)(n)),R(t))}</li>`)}</ul>`}(i)}`}function Zt(e){return W.provinceIs(e.name||W.noProvince,R(e.waiting),R(e.soon),R(e.late))}function Qt(e){let t={ArrowUp:[0,-1],ArrowDown:[0,1],ArrowLeft:[-1,0],ArrowRight:[1,0]}[e.key],n=e.target.closest(`.province`);if(!t||!n||e.altKey)return;e.preventDefault();let r=[...e.currentTarget.querySelectorAll(`.province`)],[i,a]=[void 0,1/0];for(let e of r){let[r,o]=[Number(e.dataset.x)-Number(n.dataset.x),Number(e.dataset.y)-Number(n.dataset.y)],s=r*t[0]+o*t[1],c=Math.abs(r*t[1])+Math.abs(o*t[0]);s>5&&s+2*c<a&&([i,a]=[e,s+2*c])}i?.focus()}function $t(){return document.getElementById(`iran`)}var[en,G,tn,nn]=[720,190,12,24];function rn(e){return e?`/desk/reports/${encodeURIComponent(e)}`:`/desk/reports`}function K(e,t,n){return e.readCases?x`<a href=${Jt(t)}>${n}</a>`:x`<span>${n}</span>`}function an(e,t,n){let r={waiting:{},soon:{due_in_h:24},late:{overdue:!0}};return(i,a)=>a?K(t,{agency_id:e.agency,...n,...r[i]},R(a)):x`<span class="soft">${R(0)}</span>`}function on(e,t,n,r,i=!1){return x`<div class="scroll" tabindex="0" role="region" aria-label=${e}><table class="tallies">
    <thead><tr><th scope="col">${e}</th><th scope="col">${W.measures.late}</th><th scope="col">${W.measures.soon}</th><th scope="col">${W.measures.waiting}</th></tr></thead>
    <tbody>${t.map(e=>{let t=n(e);return x`<tr><th scope="row">${i&&e.id?x`<a href=${rn(e.id)} title=${W.report}>${e.name}</a>`:e.name||r}</th><td class=${e.late?`urgent`:``}>${t(`late`,e.late)}</td>
        <td>${t(`soon`,e.soon)}</td><td>${t(`waiting`,e.waiting)}</td></tr>`})}</tbody></table></div>`}var sn={hour:1,day:24,week:168};function cn(e,t,n){return x`<table class="marks"><caption>${e}</caption>
    <thead><tr><th scope="col">${W.window}</th><th scope="col">${W.good}</th><th scope="col">${W.count}</th><th scope="col">${W.spread}</th><th scope="col">${W.response}</th></tr></thead>
    <tbody>${t.map(({window:e,good:t,answered:r,scores:i})=>x`<tr><th scope="row">${W.windows[e]}</th>
      <td>${ln(t)}</td><td>${t.of?n(sn[e],R(t.of)):x`<span class="soft">${R(0)}</span>`}</td>
      <td>${function(e){let t=Math.max(1,...e);return x`<svg class="spread" viewBox="0 0 50 18" role="img" aria-label=${W.scoresAre(e.map(e=>R(e)))}>
    <title>${W.scoresAre(e.map(e=>R(e)))}</title>${function(e,t){return e.map((e,n)=>S`<rect x=${10*n+1} width="8" y=${17-16*e/t} height=${16*e/t+1} rx="1"></rect>`)}(e,t)}</svg>`}(i)}</td><td>${r?x`${ln(r)}<span class="soft small">${W.of(R(r.part),R(r.of))}</span>`:x`<span class="soft">—</span>`}</td></tr>`)}</tbody></table>`}function ln({share:e,low:t,high:n}){return e===void 0||t===void 0||n===void 0?x`<span class="soft small">${W.few}</span>`:x`<b>${un(e)}</b><span class="soft small">${W.between(un(t),un(n))}</span>`}function un(e){return`${R(Math.round(100*e))}٪`}function dn(e){let t=new Map;for(let n of e)t.set(n.agency_id,[...t.get(n.agency_id)??[],n]);return t}function fn(e){return x`<li data-signal=${e.signal}><h4>${e.name_fa}</h4><p>${e.seen_fa}</p>
    <dl class="beside">${pn(`دیده شد`,e.share,`seen`)}${pn(`مورد انتظار`,e.expected,`usual`)}
      <div><dt>${`شمار`}</dt><dd>${((e,t)=>`${e} از ${t}`)(R(e.observed),R(e.n))}</dd></div></dl>
    <p class="soft">${e.chance_fa} ${e.may_be_fa}</p></li>`}function pn(e,t,n){let r=Math.min(100,Math.max(1,100*t));return x`<div><dt>${e}</dt><dd><b>${t<.005?`کمتر از ۱٪`:`${R(Math.round(100*t))}٪`}</b>
    <svg class=${`bar-of ${n}`} viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">${S`<rect class="whole" width="100" height="8"></rect><rect x=${100-r} width=${r} height="8"></rect>`}</svg></dd></div>`}function mn(e,t){let n=e.is_flagged?`نمی‌خواند: گفتهٔ تلفنی شهروندان با پرونده‌ها جور نیست. تا روشن شدن علت، رقم تلفنی به حساب می‌آید.`:e.called<10?`برای سنجیدن، دست‌کم ۱۰ پاسخ تلفنی لازم است.`:`گفتهٔ تلفنی با پرونده‌ها ناسازگار نیست.`;return x`<div class="gap" data-agency=${e.agency_id}>${t?x`<p><b>${e.agency_name}</b></p>`:w}
    <p>${r=R(e.called),i=R(e.drawn),`از ${i} نفر برگزیده، ${r} نفر پاسخ دادند.`}</p>
    ${e.by_lot&&e.by_ledger&&e.called>=10?x`<dl class="pairs"><div><dt>${`حل شده، به گفتهٔ تلفنی`}</dt><dd>${hn(e.by_lot)}</dd></div><div><dt>${`حل شده، در پرونده‌ها`}</dt><dd>${hn(e.by_ledger)}</dd></div></dl>`:w}
    <p class=${e.is_flagged?`flag`:`soft`}>${n}</p></div>`;var r,i}function hn({low:e,point:t,high:n}){return ln({part:0,of:0,share:t,low:e,high:n})}async function gn(e,t){await e&&(t.reset(),await L(`#call-title`))}var _n=class extends P{#e;constructor(e,t,n,r,i){super(i),this.mayExport=t,this.mayObject=n,this.mayDecide=r,this.gaps=[],this.signalsNotice=``,this.done=``,this.#e=new N(e)}async arrive(e,t){[this.done,this.asked]=[``,void 0],e!==this.page?.period&&([this.page,this.figures,this.gaps,this.signals,this.signalsNotice]=[void 0,void 0,[],void 0,``]),await this.attempt(async()=>{this.periods=await this.#e.get(`periods`),e&&await this.#t(e,t)}),this.readSignals()}async readSignals(){let e=this.page?.period;if(e){this.signalsNotice&&([this.signalsNotice,this.signals]=[``,void 0]),this.tell();try{let t=await this.#e.get(`periods/${e}/signals`);this.page?.period===e&&(this.signals=t)}catch(t){this.page?.period===e&&(this.signalsNotice=t instanceof M?t.detail:j)}this.tell()}}ask(e){this.asked=e,this.tell()}objectTo(e,t){return this.#n(`objections`,{words:e,codes:t},`اعتراض ثبت شد. تا پیش از تصمیم می‌توانید آن را پس بگیرید.`)}takeBack(e){return this.#n(`objections/${e}/take-back`,{},`اعتراض پس گرفته شد.`)}decide(e,t,n){return this.#n(`objections/${e}/decide`,{is_upheld:t,words:n},`تصمیم ثبت شد و دستگاه آن را می‌بیند.`)}async#t(e,t){let n=t?`?agency_id=${encodeURIComponent(t)}`:``,[r,i]=await Promise.all([this.#e.get(`periods/${e}`),this.#e.get(`periods/${e}/gaps`)]),a=r.state===`open`?void 0:await this.#e.get(`periods/${e}/figures${n}`);[this.page,this.figures,this.gaps]=[r,a,i]}async#n(e,t,n){let{page:r}=this;if(!r)return!1;this.done=``;let i=await this.attempt(async()=>{this.page=await this.#e.post(`periods/${r.period}/${e}`,t),this.periods=await this.#e.get(`periods`)});return i&&([this.done,this.asked]=[n,void 0]),this.tell(),i}},vn=`پرسش‌های باز`,yn={"":`همه`,question:`پرسش`,suggestion:`پیشنهاد`,criticism:`انتقاد`,praise:`قدردانی`},bn={going:`باز و در دست`,ended:`بسته‌شده`},xn=`موضوعی با این پالایش نیست.`,Sn=`کمتر از سه نفر`,Cn=`چرا اینجاست`,wn=`نام موضوع`,Tn=`سپردن`,En=`خدمتی که پاسخ می‌دهد`,Dn=`کنار گذاشتن`,On=class extends P{#e;constructor(e,t,n){super(n),this.mayKeep=t,this.wanted={kind:``,ended:!1,mine:!1},this.lines=``,this.done=``,this.#e=new N(e)}async arrive(e){this.done=``,await this.read(),await this.open(e)}read(){let{kind:e,ended:t,mine:n}=this.wanted,r=new URLSearchParams(e?{kind:e}:{});return t&&r.set(`ended`,`true`),n&&r.set(`mine`,`true`),this.attempt(async()=>{this.board=await this.#e.get(`themes?${r}`)})}async filter(e){this.wanted={...this.wanted,...e},await this.read()}async open(e){`${this.page?.id??``}`!==(e??``)&&([this.found,this.lines,this.page]=[void 0,``,void 0]),e&&await this.attempt(async()=>{this.page=await this.#e.get(`themes/${encodeURIComponent(e)}`)}),this.tell()}async group(){await this.attempt(async()=>{await this.#e.post(`themes/group`)})&&this.#t(`دسته‌بندی آغاز شد. چند لحظه بعد صفحه را تازه کنید.`)}async step(e,t,n={}){let{page:r}=this;return!!r&&!!await this.attempt(async()=>{await this.#e.post(`themes/${r.id}/${e}`,n).catch(e=>{throw e instanceof M&&e.code===`invalid`?new M(422,`invalid`,`یکی از بخش‌ها درست نیست. روز را مانند ⁦۱۴۰۵/۰۹/۳۰⁩ بنویسید و نام و دلیل دست‌کم سه نویسه باشد.`):e})})&&(await Promise.all([this.read(),this.open(`${r.id}`)]),this.#t(t),!0)}async search(e){let t=`/api/v1/services?limit=5&q=${encodeURIComponent(e)}`;await this.attempt(async()=>{let e=await fetch(t);if(!e.ok)throw new M(e.status,``,xn);this.found=(await e.json()).results})}async export(){let{page:e}=this;e&&await this.attempt(async()=>{this.lines=(await this.#e.get(`themes/${e.id}/lines`)).yaml})}#t(e){this.done=e,this.tell()}};function kn(e){let{page:t}=e;return x`<main class="room cases themes" data-open=${t?`page`:`list`}>
    <nav class="lists" aria-label=${`موضوع‌ها`} @keydown=${jn}>${function(e){let{wanted:t}=e;return x`<h2>${vn}</h2><p class="soft">${`آنچه دستیار پاسخ درستی برایش نداشت و آنچه مردم پیشنهاد یا انتقاد کرده‌اند، دسته‌دسته. نوشته‌ها پوشیده‌اند و فقط جایی دیده می‌شوند که دست‌کم سه نفر گفته باشند.`}</p>
  <fieldset class="filters"><legend class="unseen">${`پالایش`}</legend>
    <label>${`نوع`}<select @change=${t=>{e.filter({kind:Mn(t)})}}>
      ${Object.entries(yn).map(([e,n])=>x`<option value=${e} .selected=${e===t.kind}>${n}</option>`)}</select></label>
    <label>${`نمایش`}<select @change=${t=>{e.filter({ended:Mn(t)===`ended`})}}>
      ${Object.entries(bn).map(([e,n])=>x`<option value=${e} .selected=${e===`ended`===t.ended}>${n}</option>`)}</select></label>
    ${e.mayKeep?x`<label class="check"><input type="checkbox" .checked=${t.mine}
          @change=${t=>{e.filter({mine:t.target.checked})}}>${`فقط آنچه با من است`}</label>`:w}
  </fieldset>`}(e)}${function(e){let{board:t,page:n}=e;return t?x`
    ${t.themes.length?w:x`<p class="empty">${xn}</p>`}
    ${t.themes.map(e=>function(e,t){return x`<a class="entry" href=${B(`themes`,`${e.id}`)} aria-current=${e.id===t?`true`:`false`}>
    <span class="entry-top"><b>${An(e)}</b>
      ${e.is_overdue?x`<span class="badge late">${`از موعد گذشته`}</span>`:x`<span class="badge">${e.state_fa}</span>`}</span>
    <span class="soft">${e.kind_fa} · ${e.people?(n=R(e.people),`${n} نفر`):Sn} · ${(e=>`${e} نوشته`)(R(e.rows))}</span>
    ${e.owner?x`<span class="soft">${`با`} ${e.owner.title}${e.due_fa?x` · ${`تا`} ${e.due_fa}`:w}</span>`:w}
    ${e.asked_since?x`<span class="soft">${(e=>`${e} بار پس از بستن`)(R(e.asked_since))}</span>`:w}
  </a>`;var n}(e,n?.id))}
    <p class="soft">${t.is_grouping?`دسته‌بندی در جریان است.`:t.grouped_at_fa?(i=t.grouped_at_fa,`آخرین دسته‌بندی: ${i}`):`هنوز دسته‌بندی نشده است؛ هر شب خودکار انجام می‌شود.`}
      ${t.alone?(r=R(t.alone),`${r} نوشته در هیچ دسته‌ای نیست.`):w}</p>
    <p class="buttons"><button class="small" @click=${()=>{e.read()}}>${`تازه کردن`}</button>
      ${e.mayKeep?x`<button class="small" @click=${()=>{e.group()}}>${`دسته‌بندی همین حالا`}</button>`:w}</p>`:w;var r,i}(e)}</nav>
    <section class="case" aria-label=${vn}>
      <p class="notice" role="alert" ?hidden=${!e.notice}>${e.notice}</p>
      <p class="done" role="status" ?hidden=${!e.done}>${e.done}</p>
      ${t?function(e,t){let n=t.state===`open`||t.state===`assigned`;return x`<p><a class="back" href=${B(`themes`)}>${`بازگشت به فهرست`}</a></p>
    <div class="case-head"><h2 id="theme-title" tabindex="-1">${An(t)}</h2><span class="state">${t.state_fa}</span></div>
    <div class="case-body"><div class="case-main">
      ${function(e){return x`<h3>${`نوشته‌های شهروندان`}</h3>
    ${e.words.length?w:x`<p class="soft">${`کمتر از سه نفر گفته‌اند؛ نوشته‌ها نشان داده نمی‌شود.`}</p>`}
    <ul class="said-words">${e.words.map(e=>{return x`<li><p class="words">${e.text}</p>
      <p class="soft">${[e.times>1?(t=R(e.times),`${t} بار`):``,e.reason_fa,e.service_title,e.aspect_fa].filter(Boolean).join(` · `)}</p></li>`;var t})}</ul>`}(t)}
      ${e.mayKeep?x`${n?function(e,t){let n=e.board?.owners??[];return x`
    <form class="fields" aria-label=${wn} @submit=${t=>Nn(t,e,`name`,`نام ثبت شد.`)}>
      <label class="wide">${wn}<input name="title" required minlength="3" maxlength="120" autocomplete="off" .value=${t.title??t.proposal?.slice(0,120)??``}></label>
      <button>${`ثبت نام`}</button></form>
    <form class="fields" aria-label=${Tn} @submit=${t=>Nn(t,e,`assign`,`سپرده شد.`)}>
      <label>${`چه کسی`}<select name="owner_id" required><option value="">${`یک نفر را برگزینید`}</option>
        ${n.map(({id:e,title:n})=>x`<option value=${e} .selected=${e===t.owner?.id}>${n}</option>`)}</select></label>
      <label>${`تا چه روزی (شمسی، مانند ⁦۱۴۰۵/۰۹/۳۰⁩ یا «۳۰ آذر»)`}<input name="due" dir="ltr" maxlength="10" autocomplete="off"></label>
      <button class="main">${Tn}</button></form>
    ${t.kind===`question`?function(e,t){return x`<form class="fields" aria-label=${En} @submit=${t=>function(e,t){e.preventDefault();let n=`${new FormData(e.target).get(`q`)??``}`.trim();n&&t.search(n)}(t,e)}>
    <label class="wide">${En}<input name="q" type="search" maxlength="200" autocomplete="off" placeholder=${`جست‌وجوی خدمت`}></label>
    <button>${`بیاب`}</button>
    <p class="buttons wide">${(e.found??t.likely).map(({id:t,title:n})=>x`<button type="button" class="small"
      @click=${()=>{e.step(`answer`,`به خدمت پیوند خورد و موضوع بسته شد.`,{service_id:t})}}>${(e=>`پیوند به «${e}»`)(n)}</button>`)}</p></form>`}(e,t):w}
    <form class="fields" aria-label=${Dn} @submit=${t=>Nn(t,e,`dismiss`,`کنار گذاشته شد.`)}>
      <label class="wide">${`چرا کنار گذاشته شود؟`}<input name="reason" required minlength="3" maxlength="500" autocomplete="off"></label>
      <button>${Dn}</button></form>`}(e,t):w}${function(e,t,n){let r=t.kind===`question`&&t.words.length>0;return x`<p class="buttons">
    ${n?w:x`<button @click=${()=>{e.step(`reopen`,`دوباره باز شد.`)}}>${`باز کردن دوباره`}</button>`}
    ${r?x`<button title=${`همین پرسش‌ها را از جست‌وجوی کنونی می‌پرسد.`} @click=${()=>{e.step(`recheck`,`دوباره پرسیده شد.`)}}>${`دوباره بپرس`}</button>
          <button @click=${()=>{e.export()}}>${`پرسش‌های آزمون برای کاتالوگ`}</button>`:w}</p>
    ${e.lines?x`<label>${`سطرهای YAML`}<textarea class="code" dir="auto" rows="8" readonly .value=${e.lines}></textarea></label>`:w}`}(e,t,n)}`:w}
    </div>
    <aside class="case-side" aria-label=${Cn}>${function(e){return x`<dl>${[[`چند نفر`,e.people?R(e.people):Sn],[Cn,e.reasons.map(({title_fa:e,count:t})=>`${e}: ${R(t)}`).join(`؛ `)||void 0],[`بیشتر دربارهٔ`,e.agency_name],[`با`,e.owner?.title],[`تا`,e.due_fa],[`پاسخ در`,e.service?.title],[`دلیل کنار گذاشتن`,e.reason],[`جست‌وجو اکنون این‌ها را می‌یابد`,e.likely.map(({title:e})=>e).join(`؛ `)||void 0]].map(([e,t])=>t?x`<div><dt>${e}</dt><dd>${t}</dd></div>`:w)}</dl>
    ${e.latest_fa?x`<p class="soft">${n=e.latest_fa,`آخرین: ${n}`}</p>`:w}
    ${e.merged_into?x`<p><a href=${B(`themes`,`${e.merged_into}`)}>${t=R(e.merged_into),`نوشته‌هایش اکنون در موضوع ${t} است.`}</a></p>`:w}
    ${e.checked?x`<p>${((e,t,n)=>`از ${t} پرسش، اکنون ${e} تا پاسخ می‌گیرد (${n}).`)(R(e.checked.answered),R(e.checked.asked),e.checked.at_fa)}</p>`:w}`;var t,n}(t)}</aside></div>`}(e,t):x`<p class="empty">${`یک موضوع را برگزینید.`}</p>`}
    </section>
  </main>`}function An(e){return e.title??e.proposal??`بی‌نام`}function jn(e){if(e.key!==`ArrowDown`&&e.key!==`ArrowUp`)return;let t=[...e.currentTarget.querySelectorAll(`a.entry`)],n=t.indexOf(document.activeElement),r=t[n+(e.key===`ArrowDown`?1:-1)];n<0||!r||(e.preventDefault(),r.focus())}function Mn(e){return e.target.value}async function Nn(e,t,n,r){e.preventDefault();let i=e.target,a=[...new FormData(i)].map(([e,t])=>[e,e===`due`?U(`${t}`).trim():`${t}`.trim()]);await t.step(n,r,Object.fromEntries(a.filter(([,e])=>e)))}var Pn=e=>`${e} قطع نیست`,Fn=e=>`پاسخ دستگاه به ${e} نفر می‌رسد`,In=`تأیید قطعی`,Ln=class extends P{#e;constructor(e,t,n){super(n),this.terms=t,this.suspected=[],this.waiting=0,this.done=``,this.agency=``,this.#e=new N(e)}async read(){await this.attempt(async()=>{let e=await this.#e.get(`outages`);[this.outages,this.suspected]=[e.outages,e.suspected],this.waiting=this.suspected.length})}heard(e){this.waiting=Object.keys(e.suspected).length,this.outages&&this.read(),this.tell()}choose(e){[this.agency,this.looked]=[e,void 0],this.tell()}look(e){[this.agency,this.looked,this.dismissed]=[e.agency_id,e,void 0],this.tell()}askWhy(e){this.dismissed=e,this.tell()}add(e){return this.#t(`قطعی تأیید شد و به کسانی که پرونده دارند خبر داده می‌شود.`,async()=>{await this.#e.post(`outages`,e).catch(e=>{throw e instanceof M&&e.code===`invalid`?new M(422,`invalid`,`روز یا ساعت درست نیست، یا پایان پیش از آغاز است. مانند ⁦۱۴۰۵/۰۹/۰۴ ۱۱:۰۰⁩ یا «فردا ۱۱» بنویسید.`):e}),[this.agency,this.looked]=[``,void 0]})}dismiss(e,t,n){return this.#t((e=>`ثبت شد؛ تا ${e} ساعت از این دستگاه خبری داده نمی‌شود.`)(R(n)),async()=>{await this.#e.post(`outages/suspected/${e}/dismiss`,{reason:t,hours:n}),this.dismissed=void 0})}async merge(e){let t=``;await this.#t(``,async()=>{let{merged:n,left:r}=await this.#e.post(`outages/${e}/merge`);t=((e,t)=>`${e} پرونده یکی شد.${t?` ${t} پروندهٔ دیگر مانده است؛ دوباره بزنید.`:``}`)(R(n),r?R(r):``)}),t&&(this.done=t),this.tell()}end(e){return this.#t(`پایان قطعی ثبت شد و به همهٔ کسانی که پروندهٔ باز دارند خبر داده می‌شود.`,async()=>{await this.#e.post(`outages/${e}/end`)})}async#t(e,t){return this.done=``,!!await this.attempt(t)&&(await this.read(),this.done=e,this.tell(),!0)}},Rn=[2,6,12,24,72];function zn(e,t){return t.length?x`<p>${e}: ${t.map(e=>((e,t)=>`${e} (${t})`)(e.title,R(e.people))).join(`، `)}</p>`:w}function Bn(e){return new Intl.NumberFormat(`fa-IR`,{maximumFractionDigits:+(e<10),useGrouping:!1}).format(e)}var Vn=`حساب من`,Hn=class extends P{#e;constructor(e,t,n){super(n),this.line=t,this.done=``,this.#e=new N(e)}async arrive(e){await this.#n(),this.done=e?`گذرواژه عوض شد و از مرورگرهای دیگر خارج شدید.`:``,this.tell()}async change(e,t,n,r){if(this.done=``,this.line.hangUp(),!await this.attempt(async()=>{if(t!==n)throw new M(422,`not_alike`,`دو گذرواژهٔ تازه یکی نیستند. دوباره بنویسید.`);await this.#e.post(`session/password`,{old:e,new:t,code:r}).catch(e=>{throw e instanceof M&&e.code===`invalid`?new M(422,`invalid`,`گذرواژهٔ تازه باید دست‌کم ۱۲ نویسه و کد شش رقم داشته باشد.`):e})}))return this.line.listen();history.replaceState(null,``,`#own/changed`),location.reload()}end(e){return this.#t(`آن ورود پایان یافت.`,`sessions/${e}/end`)}endOthers(){return this.#t(`از همهٔ مرورگرهای دیگر خارج شدید.`,`sessions/end`)}async#t(e,t){this.done=``,await this.attempt(()=>this.#e.post(t))&&(await this.#n(),this.done=e,this.tell())}async#n(){await this.attempt(async()=>{this.sessions=await this.#e.get(`sessions`)})}},q={title:`ثبت برای تماس‌گیرنده`,heard:`تماس‌گیرنده چه می‌گوید؟`,heardHint:`گفته‌ها را همان‌طور که می‌شنوید بنویسید؛ بخش‌های زیر خودشان پر می‌شوند و می‌توانید عوضشان کنید.`,reading:`در حال فهمیدن…`,readAgain:`خواندن دوباره`,filledIn:`از گفته‌ها پر شد؛ با تماس‌گیرنده درست بودنش را ببینید.`,notUnderstood:`فهم خودکار اکنون در دسترس نیست؛ فقط نام‌ها پیدا شد. بقیه را خودتان پر کنید.`,toAsk:`از تماس‌گیرنده بپرسید:`,questions:{text:`چه پیش آمده است؟`,agency:`این کار با کدام اداره یا سازمان است؟ اگر نمی‌داند، «نمی‌داند» را برگزینید.`,province:`در کدام استان و شهر؟`,caller:`نام شما چیست و با صاحب پرونده چه نسبتی دارید؟`,consent:`اجازه می‌دهید پرونده را ثبت کنم؟`},allKnown:`همهٔ بخش‌های لازم پر است. خلاصه را بخوانید و اجازه بگیرید.`,emergency:(e,t)=>`خطر فوری است: بگویید همین حالا با ${e} (${t}) تماس بگیرد.`,otherLine:(e,t)=>`شاید این موضوع با ${e} (${t}) باشد، نه ۱۲۸.`,matter:`موضوع`,kind:`نوع`,agency:`دستگاه`,agencyUnknown:`نمی‌داند؛ میز ۱۲۸ پیدا می‌کند`,chooseAgency:`برگزینید`,indicator:`شاخص`,noIndicator:`هیچ‌کدام`,province:`استان`,noProvince:`نمی‌گوید`,city:`شهر`,guess:(e,t)=>`شاید دربارهٔ «${e}» از ${t} باشد؛ بپرسید.`,takeGuess:`بله، همین است`,similar:`دیگران هم گفته‌اند؛ بپرسید می‌خواهد همان را پیگیری کند؟`,outageIs:(e,t,n,r)=>`قطعی تأییدشدهٔ ${e} از ${t}؛ پایان: ${n}؛ منبع: ${r}`,endUnknown:`معلوم نیست`,caseIs:(e,t,n,r)=>`پیگیری همان پرونده: ${e}، ${t} نفر، از ${n}، ${r}`,alone:`پروندهٔ خودش جدا رسیدگی شود`,service:`خدمت`,drop:`برداشتن خدمت`,caller:`تماس‌گیرنده`,relation:`برای چه کسی تماس گرفته است؟`,relations:{self:`برای خودش`,family:`برای یکی از خانواده`,guardian:`ولی یا قیم است`,attorney:`وکیل است`,other:`برای کس دیگر`},callerName:`نام تماس‌گیرنده`,identity:`نام شهروند نزد چه کسی بماند؟`,name:`نام شهروند`,mobile:`شماره همراه`,mobileHint:`شماره را برای تماس‌گیرنده بازخوانی کنید.`,nationalId:`کد ملی (اگر می‌گوید)`,sms:`کد رهگیری و رمز به این شماره پیامک شود`,consent:`رضایت چگونه داده شد؟`,consents:{spoken:`شفاهی، در همین تماس`,recorded:`شفاهی؛ تماس ضبط شده است`,document:`با وکالت‌نامه یا حکم قیمومت`},statement:`گفتهٔ تماس‌گیرنده هنگام رضایت`,statementReady:`پس از شنیدن خلاصه گفت: بله، ثبت کنید.`,isAgreed:`خلاصه را برای تماس‌گیرنده خواندم و او پذیرفت.`,summary:`خلاصه برای خواندن`,summaryLater:`پس از نوشتن گفته‌های تماس‌گیرنده، خلاصه اینجا می‌آید.`,summaryIs:(e,t,n,r)=>`${e} شما ${t?`از ${t}`:`برای یافتن دستگاه مسئول`}${n?`، در ${n}`:``}: «${r}». آیا ثبت کنم؟`,file:`ثبت پرونده`,filing:`در حال ثبت…`,alreadyFiled:`این تماس پیش‌تر ثبت شده است و تغییر آن دیگر ثبت نمی‌شود. پرونده را در «پرونده‌ها» ببینید یا تماس بعدی را آغاز کنید.`,missing:`هنوز کامل نیست:`,needs:{text:`گفته‌های تماس‌گیرنده (دست‌کم سه نویسه)`,agency:`دستگاه، یا «نمی‌داند»`,caller:`نام تماس‌گیرنده`,anonymous:`کسی که برای دیگری تماس گرفته نمی‌تواند ناشناس بماند`,mobile:`شماره همراه درست (۱۱ رقم، با ۰۹ آغاز می‌شود)`,nationalId:`کد ملی درست (۱۰ رقم)`,statement:`گفتهٔ تماس‌گیرنده هنگام رضایت`,consent:`رضایت تماس‌گیرنده`},filed:`پرونده ثبت شد`,readAloud:`این‌ها را بخش‌بخش بخوانید و بخواهید بازخوانی کند.`,part:e=>`بخش ${e}`,code:`کد رهگیری`,pin:`رمز`,pinHint:`رمز فقط همین یک بار دیده می‌شود.`,due:(e,t)=>`${e} تا ${t} وقت دارد پاسخ دهد.`,smsSent:`کد و رمز پیامک می‌شود.`,smsOff:`پیامک در این سامانه روشن نیست؛ بخواهید یادداشت کند.`,print:`چاپ رسید`,next:`تماس بعدی`,see:`دیدن پرونده`},Un=/^(\+98|0)9\d{9}$/,Wn={text:``,kind:`complaint`,agency_id:``,indicator:``,province:``,city:``,service_id:``,follow:``,relation:`self`,caller_name:``,identity:`sealed`,name:``,mobile:``,national_id:``,sms:!0,consent:`spoken`,statement:q.statementReady,isAgreed:!1},Gn=class extends P{#e;#t;#n;#r;#i;constructor(e,t,n){super(n),this.terms=t,this.form={...Wn},this.isReading=!1,this.isFiling=!1,this.isTried=!1,this.filled=new Set,this.#t=new Set,this.#n=crypto.randomUUID(),this.#i=0,this.#e=new N(e)}set(e,t){this.form={...this.form,[e]:t},this.#t.add(e),this.filled.delete(e),e===`province`&&(this.form.city=``),e===`text`&&this.#a(),this.tell()}takeGuess(){let e=this.heard?.service;e&&(this.set(`service_id`,e.id),this.set(`agency_id`,e.agency.id))}async read(){clearTimeout(this.#r);let e=this.form.text.trim();if(e.length<3)return;let t=++this.#i;this.isReading=!0,this.tell(),await this.attempt(async()=>{let n=await this.#e.post(`heard`,{text:e});t===this.#i&&this.#o(n)}),t===this.#i&&(this.isReading=!1),this.tell()}get questions(){let{form:e}=this,t={text:e.text.trim().length<3,agency:!e.agency_id,province:!e.province&&!this.#t.has(`province`),caller:e.relation!==`self`&&!e.caller_name.trim(),consent:!e.isAgreed};return Object.keys(t).filter(e=>t[e])}get needs(){let{form:e}=this,t=e.relation!==`self`,n=e.identity===`anonymous`,r={text:e.text.trim().length<3,agency:!e.agency_id,caller:t&&e.caller_name.trim().length<2,anonymous:t&&n,mobile:!n&&!!e.mobile&&!Un.test(qn(e.mobile)),nationalId:!n&&!!e.national_id&&!/^\d{10}$/.test(qn(e.national_id)),statement:e.statement.trim().length<3,consent:!e.isAgreed};return Object.keys(r).filter(e=>r[e])}get summary(){let{form:e}=this,t=this.terms(),n=t?.kinds.find(({id:t})=>t===e.kind)?.title??``,r=t?.agencies.find(({id:t})=>t===e.agency_id)?.title??``,i=[...new Set([e.province,e.city].filter(Boolean))].join(`، `),a=e.text.trim();return a?q.summaryIs(n,r,i,a):q.summaryLater}async file(){if(this.isTried=!0,this.tell(),this.needs.length||this.isFiling)return!1;this.isFiling=!0;let e=await this.attempt(async()=>{try{this.receipt=await this.#e.post(`cases`,function(e){let t=e.identity===`anonymous`,n=qn(e.mobile),r=Kn({mobile:n,name:e.name.trim(),national_id:qn(e.national_id)}),i=e.relation!==`self`;return{...Kn({kind:e.kind,agency_id:e.agency_id===`-`?``:e.agency_id,indicator:e.kind===`praise`?``:e.indicator,province:e.province,city:e.city.trim(),service_id:e.service_id,follow:e.follow,description:e.text.trim(),identity:e.identity}),...t||!Object.keys(r).length?{}:{contact:r},mandate:{relation:e.relation,consent:e.consent,statement:e.statement.trim(),...i?{caller_name:e.caller_name.trim()}:{}},sms:e.sms&&!t&&!!n}}(this.form),this.#n)}catch(e){throw!(e instanceof M)||e.code!==`key_reused`?e:new M(e.status,e.code,q.alreadyFiled)}});return this.isFiling=!1,this.tell(),e}next(){clearTimeout(this.#r),this.#i+=1,this.form={...Wn},this.heard=this.receipt=void 0,this.isTried=this.isReading=!1,this.filled.clear(),this.#t.clear(),this.#n=crypto.randomUUID(),this.notice=``,this.tell()}#a(){clearTimeout(this.#r),this.#r=setTimeout(()=>{this.read()},700)}#o(e){this.heard=e,[...e.similar?.outages??[],...e.similar?.cases??[]].map(({offer:e})=>e).includes(this.form.follow)||(this.form={...this.form,follow:``});let t={...e.kind?{kind:e.kind}:{},...e.agency?{agency_id:e.agency.id}:{},...e.indicator?{indicator:e.indicator}:{},...e.province?{province:e.province,city:e.city??``}:{}};for(let[e,n]of Object.entries(t)){let t=e===`city`&&this.#t.has(`province`);this.#t.has(e)||t||!n||(this.form={...this.form,[e]:n},this.filled.add(e))}}};function Kn(e){return Object.fromEntries(Object.entries(e).filter(([,e])=>e))}function qn(e){return U(e).replace(/[\s-]/g,``)}function Jn(e,t,n,r){let i=`${e.form[t]}`;return x`<label class="wide">${n}
    <select id="phone-${t}" @change=${n=>e.set(t,n.target.value)}>
      ${r.map(([e,t])=>x`<option value=${e} .selected=${e===i}>${t}</option>`)}
    </select></label>`}function J(e,t,n,{maxlength:r,isNumber:i,hint:a}){return x`<label class="wide">${n}
    <input id="phone-${t}" maxlength=${r} dir=${i?`ltr`:`auto`} inputmode=${i?`numeric`:`text`}
      autocomplete="off" .value=${`${e.form[t]}`} aria-describedby=${a?`hint-${t}`:w}
      @input=${n=>e.set(t,n.target.value)}></label>
    ${a&&e.form[t]?x`<p class="soft wide" id="hint-${t}">${a}</p>`:w}`}function Yn(e,t,n){return x`<label class="check wide"><input type="checkbox" id="phone-${t}" .checked=${e.form[t]}
    @change=${n=>e.set(t,n.target.checked)}>${n}</label>`}function Xn(e,t){return x`<h3>${e}</h3>
    <ol class="dictated" dir="ltr" aria-label=${e}>
      ${t.map(({signs:e,spoken:t},n)=>x`<li><small>${q.part(R(n+1))}</small><b>${e}</b><span dir="rtl">${t}</span></li>`)}
    </ol>`}function Zn(e,t,n,r){let i=`${e.form[t]}`;return x`<label class=${e.filled.has(t)?`filled`:``}>${n}
    <select id="phone-${t}" @change=${n=>e.set(t,n.target.value)}>
      ${r.map(({id:e,title:t})=>x`<option value=${e} .selected=${e===i}>${t}</option>`)}
    </select></label>`}var Qn=class{#e={};clear(){this.#e={},this.first=void 0}put(e,t){this.#e[e]=t,this.first??=e}of(e){return this.#e[e]??``}async guard(e,t,n){this.clear();try{return await n()}catch(n){if(!(n instanceof M))throw n;for(let r of n.fields){let i=r.replace(/^(body|query)\.?/,``).split(`.`)[0]||t,a=n.code===`invalid`?e[i]:n.detail;a&&this.put(i,a)}throw this.first?new M(n.status,n.code,``):n}}};function Y(e,t){let n=e.of(t);return n?x`<p class="fault" id=${$n(t)}>${n}</p>`:w}function $n(e){return`fault-${e}`}function X(e,t,n=``){return[n,e.of(t)?$n(t):``].filter(Boolean).join(` `)}var Z={title:`دفتر میز`,hint:`هر کار و هر نگاه به اطلاعات شخصی در میز این‌جاست. خواندن این دفتر و گرفتن خروجی هم ثبت می‌شود.`,person:`چه کسی`,everybody:`همه`,action:`چه کاری`,anything:`هر کاری`,since:`از روز`,until:`تا روز`,dayHint:`روز شمسی مانند ⁦۱۴۰۵/۰۹/۰۷⁩، «۷ آذر» یا «دیروز»؛ هر دو روز به شمار می‌آید و خالی یعنی بی‌کران.`,code:`کد رهگیری پرونده`,show:`نشان بده`,save:`خروجی CSV`,saved:`خروجی ذخیره شد. گرفتن آن هم در دفتر آمد.`,table:`نوشته‌های دفتر`,when:`کی`,about:`دربارهٔ`,caseIs:`پرونده`,talkIs:`گفت‌وگو`,none:`نوشته‌ای با این ویژگی‌ها نیست.`,more:`پیش‌تر`,faults:{since:`این روز را نشناختیم. مانند ⁦۱۴۰۵/۰۹/۰۷⁩، «۷ آذر» یا «دیروز» بنویسید.`,until:`این روز را نشناختیم. مانند ⁦۱۴۰۵/۰۹/۰۷⁩، «۷ آذر» یا «دیروز» بنویسید.`,tracking_code:`این کد رهگیری نیست. هشت نویسه دارد، مانند ⁦7KQ2-M9XT⁩.`}},er=class extends P{#e;#t;constructor(e,t){super(t),this.done=``,this.faults=new Qn,this.#t={account_id:``,action:``,since:``,until:``,tracking_code:``},this.#e=new N(e)}async arrive(){this.terms||(await this.attempt(async()=>{this.terms=await this.#e.get(`audit/terms`)}),await this.show(this.#t))}async show(e){this.#t=e,await this.#n(async()=>{this.entries=this.next=void 0,this.entries=await this.#r()})}more(){return this.#n(async()=>{this.entries=[...this.entries??[],...await this.#r(this.next)]})}async save(e){await this.#n(async()=>{let t=URL.createObjectURL(await this.#e.file(`audit.csv?${tr(e)}`));Object.assign(document.createElement(`a`),{href:t,download:`desk-record.csv`}).click(),URL.revokeObjectURL(t),this.done=Z.saved})}async#n(e){this.done=``,await this.attempt(()=>this.faults.guard(Z.faults,`until`,e)),this.faults.first&&await L(`.record [name=${this.faults.first}]`)}async#r(e){let t=tr(this.#t);e&&t.set(`before`,`${e}`);let n=await this.#e.get(`audit?${t}`);return this.next=n.next,n.entries}};function tr(e){return new URLSearchParams(Object.entries(e).filter(([,e])=>e))}function nr({faults:e},t){return x`<div><label>${Z[t]}<input name=${t} dir="auto" maxlength="32" autocomplete="off" aria-invalid=${!!e.of(t)}
    aria-describedby=${X(e,t,`record-day-hint`)}></label>${Y(e,t)}</div>`}var rr={talks:`گفت‌وگوها`,cases:`پرونده‌ها`,phone:`ثبت تلفنی`,upkeep:`نگهداری`,outages:`قطعی‌ها`,themes:`پرسش‌های باز`,record:`دفتر میز`,situation:`وضعیت`,periods:`دوره‌ها و کارنامه`,calls:`تماس‌های قرعه`,accounts:`حساب‌ها`,own:`حساب من`},ir=`کلیدهای میان‌بر`,ar=[{title:`همه‌جا`,keys:[[`Alt+1 … Alt+9`,`رفتن به بخش‌ها`],[`?`,`همین فهرست`],[`Esc`,`بستن یا بازگشت`]]},{title:`گفت‌وگوها`,keys:[[`Alt+N`,`گرفتن نفر بعدی`],[`Alt+R`,`نوشتن پاسخ`],[`Alt+S`,`جست‌وجوی خدمت`],[`Alt+X`,`حذف اطلاعات شخصی`],[`Enter`,`فرستادن پاسخ`]]},{title:`پرونده‌ها`,keys:[[`Alt+S`,`جست‌وجو`],[`↑ ↓`,`رفتن در فهرست`],[`Alt+N`,`پروندهٔ بعدی فهرست`],[`Alt+R`,`ارجاع`],[`Alt+A`,`پاسخ دستگاه`],[`Alt+Q`,`پرسش از شهروند`],[`Alt+M`,`برگرداندن به میز`],[`Alt+Y`,`یادداشت`],[`Alt+J`,`پیوستن به پروندهٔ دیگر`],[`Alt+X`,`حذف اطلاعات شخصی`],[`Ctrl+Enter`,`ثبت آنچه نوشته‌اید`]]},{title:`وضعیت`,keys:[[`← ↑ → ↓`,`رفتن میان استان‌های نقشه`],[`Enter`,`پرونده‌های آن استان`]]},{title:`پرسش‌های باز`,keys:[[`↑ ↓`,`رفتن در فهرست`],[`Alt+R`,`نام موضوع`],[`Esc`,`بازگشت به فهرست`]]},{title:`ثبت تلفنی`,keys:[[`Alt+S`,`نوشتن گفته‌ها`],[`Alt+R`,`خواندن دوبارهٔ گفته‌ها`],[`Ctrl+Enter`,`ثبت پرونده`],[`Alt+N`,`تماس بعدی`]]}],or=`help`;function sr(){let e=document.getElementById(or);e?.open?e.close():e?.showModal()}function cr(e){e.target===e.currentTarget&&e.currentTarget.close()}function lr(e){let t=!1,n=!1;return async()=>{if(n=!0,!t){for(t=!0;n;)n=!1,await e();t=!1}}}var ur=3200,dr=class extends P{#e;#t;#n;#r;#i;#a;constructor(e,t,n){super(n),this.mayReadCases=t,this.nearest=[],this.measure=`waiting`,this.#t=lr(()=>this.#o()),this.#i=!1,this.#a=!1,this.#e=new N(e)}get agency(){return this.#n}arrive(e){return e!==this.#n&&(this.found=void 0),[this.#n,this.#i]=[e,!0],this.#t()}leave(){this.#i=!1,clearTimeout(this.#r)}heard(){this.#i&&this.#s(ur)}show(e){this.measure=e,this.tell()}point(e){this.pointed!==e&&(this.pointed=e,this.tell())}async#o(){let e=this.#n,t=e?`?agency_id=${encodeURIComponent(e)}`:``;await this.attempt(async()=>{let n=await this.#e.get(`situation${t}`),r=this.mayReadCases?await this.#e.get(`cases${t||`?`}&due_in_h=72`):[];e===this.#n&&([this.found,this.nearest]=[n,r.slice(0,8)])}),this.#i&&this.#s(3e4)}#s(e){e===ur&&this.#a||(clearTimeout(this.#r),this.#a=e===ur,this.#r=setTimeout(()=>{this.#a=!1,this.#t()},e))}},fr=`نقش`,pr={operator:`کارشناس`,supervisor:`سرپرست`,clerk:`کارشناس دستگاه`,auditor:`بازرس`,editor:`ویراستار`,administrator:`مدیر سامانه`,observer:`ناظر`},mr={operator:`به شهروندان پاسخ می‌دهد، پرونده‌ها را ارجاع می‌دهد و تلفنی ثبت می‌کند.`,supervisor:`کار کارشناس، و نیز وضعیت، آمار، تعطیلی‌ها، کارهای مانده و پاسخ‌های آمادهٔ مشترک.`,clerk:`فقط پرونده‌ها و آمار یک دستگاه را می‌بیند و پاسخ می‌دهد.`,auditor:`همه‌چیز را بی‌نام می‌بیند و دفتر میز را می‌خواند؛ چیزی را تغییر نمی‌دهد.`,editor:`پرسش‌های باز و دانسته‌های دستیار را نگه می‌دارد؛ گفت‌وگو و پرونده نمی‌بیند.`,administrator:`حساب‌ها، کلیدها، کارهای مانده و تعطیلی‌ها را نگه می‌دارد؛ گفت‌وگو و پرونده نمی‌بیند.`,observer:`فقط آمار و وضعیت را می‌بیند.`},hr=`دستگاه`,gr=`وضعیت`,_r={active:`فعال`,invited:`دعوت شده`,lapsed:`دعوت بی‌پاسخ`,disabled:`بسته`},vr=`آخرین کار`,yr=`بازگشت به فهرست`,br={login:`نام کاربری باید ۳ تا ۶۴ نویسه و از حروف لاتین، رقم، نقطه، خط تیره یا زیرخط باشد.`,name:`نام باید ۳ تا ۱۰۰ نویسه باشد.`,role:`نقش را انتخاب کنید.`,agency_id:`برای کارشناس دستگاه، دستگاهش را انتخاب کنید.`},xr={words:``,role:``,agency_id:``,state:``},Sr=class extends P{#e;constructor(e,t){super(t),this.isNew=!1,this.wanted={...xr},this.number=1,this.role=`operator`,this.done=``,this.faults=new Qn,this.#e=new N(e)}async arrive(e){[this.account,this.asked,this.once,this.done]=[void 0,void 0,void 0,``],this.faults.clear(),this.isNew=e===`new`,this.role=`operator`,e&&!this.isNew?await this.#o(e):this.isNew?this.tell():await this.#s()}find(e){return this.wanted=e,this.turn(1)}turn(e){return this.number=e,this.#s()}choose(e){this.role=e,this.tell()}ask(e){this.asked=e,this.tell()}hide(){this.once=void 0,this.tell()}async invite(e){return this.done=``,this.#n(async()=>this.#r(await this.#e.post(`accounts`,e)))}async change(e){let{account:t}=this;if(t){if(this.done=``,e.name===t.name&&e.role===t.role&&e.agency_id===t.agency_id)return this.#a(`چیزی تغییر نکرده است.`);await this.#n(()=>this.#e.post(`accounts/${t.id}/change`,e))&&await this.#i(`حساب تغییر کرد.`)}}enable(){return this.#t(`enable`,`حساب باز شد و با همان گذرواژه کار می‌کند.`)}async take(e){if(e!==`renew`)return this.#t(e,e===`disable`?`حساب بسته شد.`:`همهٔ ورودهای این حساب پایان یافت.`);let{account:t}=this;this.asked=void 0;let n=await this.attempt(async()=>this.#r(await this.#e.post(`accounts/${t?.id}/renew`)));n&&await this.#i(``),n&&await L(`#once-title`)}async#t(e,t){let{account:n}=this;[this.done,this.asked]=[``,void 0],await this.attempt(()=>this.#e.post(`accounts/${n?.id}/${e}`))&&await this.#i(t),await L(`#account-title`)}async#n(e){let t=await this.attempt(()=>this.faults.guard(br,`agency_id`,e));return this.faults.first&&await L(`.staff [name=${this.faults.first}]`),t}#r({account:e,link:t,until_fa:n}){var r,i;this.once={title:(i=e.name,`پیوند دعوت برای ${i}`),text:t,hint:(r=n,`این پیوند فقط همین یک بار نشان داده می‌شود و تا ${r} کار می‌کند. آن را فقط به دست خود او برسانید.`)}}async#i(e){this.account&&await this.#o(this.account.id),this.#a(e)}#a(e){this.done=e,this.tell()}#o(e){return this.attempt(async()=>{this.account=await this.#e.get(`accounts/${encodeURIComponent(e)}`),this.role=this.account.role})}#s(){let e=new URLSearchParams({page:`${this.number}`});for(let[t,n]of Object.entries(this.wanted))n&&e.set(t,n);return this.attempt(async()=>{this.page=await this.#e.get(`accounts?${e}`)})}};function Cr(e,t,n,r){let{faults:i,role:a}=e;return x`<div><label>${`نام`}<input name="name" required maxlength="100" autocomplete="off" .value=${t?.name??``}
      aria-invalid=${!!i.of(`name`)} aria-describedby=${X(i,`name`)}></label>${Y(i,`name`)}</div>
    <div><label>${fr}<select name="role" ?disabled=${r} aria-describedby="role-hint" @change=${t=>e.choose(t.target.value)}>
      ${Q(Object.entries(pr),a)}</select></label><p class="soft" id="role-hint">${mr[a]}</p></div>
    ${a===`clerk`?x`<div><label>${hr}<select name="agency_id" aria-invalid=${!!i.of(`agency_id`)} aria-describedby=${X(i,`agency_id`)}>
          <option value="">${`دستگاه را انتخاب کنید`}</option>
          ${Q((n?.agencies??[]).map(({id:e,title:t})=>[e,t]),t?.agency_id??``)}</select></label>${Y(i,`agency_id`)}</div>`:w}`}function Q(e,t){return(e.length>12?[...e].sort(([,e],[,t])=>e.localeCompare(t,`fa`)):e).map(([e,n])=>x`<option value=${e} .selected=${e===t}>${n}</option>`)}function wr(e){e.preventDefault();let t=[...new FormData(e.target)].map(([e,t])=>[e,`${t}`.trim()]);return Object.fromEntries(t.filter(([,e])=>e))}var Tr={"sign-out":`از همهٔ مرورگرها خارج می‌شود. نوشته‌های فرستاده‌نشده‌اش از دست می‌رود.`,renew:`گذرواژه و کدساز کنونی از کار می‌افتد و از همه‌جا خارج می‌شود. برای گوشی گم‌شده، گذرواژهٔ فراموش‌شده یا دعوت بی‌پاسخ است.`,disable:`از همه‌جا خارج می‌شود و دیگر نمی‌تواند وارد شود. گفت‌وگوهای در دستش به صف برمی‌گردد. هر وقت بخواهید دوباره باز می‌کنید.`},$=`/api/v1/desk`,Er=class{constructor(e=``){this.csrf=e,this.queue=()=>this.#e(`${$}/queue`),this.canned=()=>this.#e(`${$}/canned`),this.colleagues=()=>this.#e(`${$}/colleagues`),this.look=e=>this.#e(`${$}/conversations/${e}`),this.suggestions=e=>this.#e(`${$}/conversations/${e}/suggestions`),this.take=e=>this.#t(`${$}/conversations/${e}/take`),this.release=e=>this.#t(`${$}/conversations/${e}/release`),this.close=(e,t)=>this.#t(`${$}/conversations/${e}/close`,{reason:t}),this.note=(e,t)=>this.#t(`${$}/conversations/${e}/note`,{text:t}),this.types=e=>this.#t(`${$}/conversations/${e}/typing`),this.presence=()=>this.#t(`${$}/presence`)}transfer(e,t){return this.#t(`${$}/conversations/${e}/transfer`,{account_id:t})}reply(e,t,n){return this.#t(`${$}/conversations/${e}/reply`,t,{"Idempotency-Key":n})}reveal(e,t){return this.#t(`${$}/conversations/${e}/turns/${t}/reveal`)}redact(e,t,n){return this.#t(`${$}/conversations/${e}/redact`,{words:t,reason:n})}async services(e){return(await this.#e(`/api/v1/services?limit=5&q=${encodeURIComponent(e)}`)).results}signIn(e,t,n){return this.#t(`${$}/session`,{login:e,password:t,code:n})}async signOut(){return(await this.#n(`${$}/session`,{method:`DELETE`}))?.continue_at}beginEnrolment(e){return this.#t(`${$}/enrolment/begin`,{token:e})}enrol(e,t,n){return this.#t(`${$}/enrolment`,{token:e,password:t,code:n})}#e(e){return this.#n(e,{})}#t(e,t={},n={}){return this.#n(e,{method:`POST`,body:JSON.stringify(t),headers:{"Content-Type":`application/json`,...n}})}#n(e,t){return ct(this.csrf,e,t)}},Dr=class{#e=``;constructor(e,t){this.ask=e,this.changed=t}async follow(e){let t=e?.is_mine?e.conversation_id:``,n=t&&`${t}/${function({events:e}){return e.filter(({data:e})=>e.role===`citizen`).at(-1)?.id??0}(e)}`;if(n===this.#e||(t!==this.#e.split(`/`)[0]&&(this.shown=void 0),this.#e=n,!t))return;let r=await this.ask(t).catch(()=>{});n===this.#e&&(this.shown=r,this.changed())}},Or=class{#e=new Map;#t=new Map;constructor(e,t){this.tell=e,this.changed=t}writes(e){Date.now()<(this.#e.get(e)??0)||(this.#e.set(e,Date.now()+3e3),this.tell(e).catch(()=>{}))}said(e){this.#e.delete(e)}heard(e,t){this.#t.set(e,Date.now()+1e3*t),setTimeout(this.changed,1e3*t),this.changed()}stop(e){this.#t.delete(e)}isShown(e){return Date.now()<(this.#t.get(e)??0)}},kr=class{#e;#t;#n;#r;#i;constructor(e,t){this.session=e,this.redraw=t,this.queue={waiting:[],mine:[],others:[]},this.sheet=`none`,this.canned=[],this.marked=``,this.revealed=new Map,this.drafts=new Map,this.notice=``,this.isLineDown=!1,this.listeners=new Map,this.#t=Date.now(),this.#r=new Map,this.#i=lr(async()=>{this.talk&&await this.#l(this.talk.conversation_id).catch(()=>{}),this.changed()}),this.#e=new Er(e.csrf_token),this.suggestions=new Dr(e=>this.#e.suggestions(e),t),this.typing=new Or(e=>this.#e.types(e),t)}changed(){this.suggestions.follow(this.talk),this.redraw()}may(e){return this.session.account.permissions.includes(e)}get canAnswer(){return this.may(`answer_citizens`)}get canRedact(){let e=!!this.talk?.is_mine||this.may(`read_all_conversations`);return!!this.talk&&e&&this.may(`reveal_personal_data`)}async start(){this.listen(),this.canAnswer&&(setInterval(()=>{this.#m()},2e4),await this.#g(async()=>{this.canned=await this.#e.canned()}))}hangUp(){this.#n?.close()}listen(){let e=new EventSource(`/api/v1/desk/events`);this.#n=e,e.addEventListener(`queue`,e=>this.#u(JSON.parse(e.data))),e.addEventListener(`said`,e=>this.#p(JSON.parse(e.data)));for(let[t,n]of this.listeners)e.addEventListener(t,e=>n(JSON.parse(e.data)));e.addEventListener(`typing`,e=>this.#f(JSON.parse(e.data))),e.addEventListener(`signed_out`,()=>location.assign(`/desk/sign-in`)),e.onopen=()=>this.#_(!1),e.onerror=()=>this.#_(!0)}touch(){this.#t=Date.now()}open(e){return this.#g(async()=>this.#s(await this.#e.look(e)))}leave(){this.talk=void 0,this.#c(),this.changed()}take(e){return this.#g(async()=>this.#s(await this.#e.take(e)))}async takeNext(){let e=this.queue.waiting[0];e&&this.canAnswer&&await this.take(e.conversation_id)}release(){return this.#o(e=>this.#e.release(e))}close(e){return this.#o(t=>this.#e.close(t,e))}transfer(e){return this.#o(t=>this.#e.transfer(t,e))}async say(e){let t=this.talk?.conversation_id;t&&e.trim()&&(await this.#a(t,{text:e.trim()})&&this.drafts.delete(t),this.changed())}async sendCard(e){let t=this.talk?.conversation_id;t&&await this.#a(t,{service_id:e.id})&&(this.found=void 0,this.changed())}search(e){return this.#g(async()=>{this.found=e.trim()?await this.#e.services(e.trim()):void 0})}async note(e){let t=this.talk?.conversation_id;return!(!t||!e.trim()||(await this.#g(async()=>{await this.#e.note(t,e.trim()),await this.#l(t)}),this.notice))}async redact(e,t){let n=this.talk?.conversation_id;if(!n)return!1;let r=!1;return await this.#g(async()=>{await this.#e.redact(n,e,t),r=!0,this.revealed.clear(),this.sheet=`none`,await this.#l(n),this.notice=`واژه‌ها از گفت‌وگو حذف شد.`}),r}reveal(e){return this.#g(async()=>{if(!this.talk)return;let{text:t}=await this.#e.reveal(this.talk.conversation_id,e);this.revealed.set(e,t)})}draft(e){this.talk&&(this.drafts.set(this.talk.conversation_id,e),e&&this.typing.writes(this.talk.conversation_id)),this.changed()}showSheet(e){this.sheet=e,e===`transfer`&&this.#h(),this.changed()}async signOut(){let e;await this.#g(async()=>{e=await this.#e.signOut()}),this.notice||location.assign(e??`/desk/sign-in`)}async#a(e,t){let n=`${e} ${JSON.stringify(t)}`,r=this.#r.get(n)??crypto.randomUUID();return this.#r.set(n,r),await this.#g(async()=>{await this.#e.reply(e,t,r),this.#r.delete(n),this.typing.said(e),await this.#l(e)}),!this.notice}async#o(e){let t=this.talk?.conversation_id;t&&await this.#g(async()=>{await e(t),this.leave()})}#s(e){e.conversation_id!==this.talk?.conversation_id&&this.#c(),this.talk=e}#c(){this.sheet=`none`,this.found=void 0,this.revealed.clear()}async#l(e){let t=await this.#e.look(e);this.talk?.conversation_id===e&&(this.talk=t)}#u(e){this.queue=e;let{talk:t}=this;t&&this.#d(t,e),this.changed()}async#d(e,t){let n=[...t.waiting,...t.mine,...t.others].find(({conversation_id:t})=>t===e.conversation_id),r=t.mine.some(({conversation_id:t})=>t===e.conversation_id);if(e.is_mine&&!r)return e.is_mine=!1,e.owner=n?.owner??`bot`,delete e.owner_name,this.sheet=`none`,this.#v(`این گفت‌وگو دیگر در دست شما نیست.`);let i=e.events.at(-1)?.id??0;n&&(n.last_event_id>i||n.owner!==e.owner)&&await this.#g(()=>this.#l(e.conversation_id))}#f(e){this.typing.heard(e.conversation_id,e.for_s)}#p(e){let{talk:t}=this;e.event.data.role===`citizen`&&this.typing.stop(e.conversation_id),t?.conversation_id===e.conversation_id&&(e.event.id>(t.events.at(-1)?.id??0)&&t.events.push(e.event),this.changed(),e.event.data.role===`citizen`&&this.#i())}async#m(){this.sheet===`transfer`&&this.#h(),Date.now()-this.#t>6e5||await this.#e.presence().catch(()=>{})}async#h(){this.colleagues=await this.#e.colleagues().catch(()=>this.colleagues),this.changed()}async#g(e){try{this.notice=``,await e()}catch(e){let t=e instanceof M?e:new M(0,``,j);t.code===`not_signed_in`&&location.assign(`/desk/sign-in`),this.notice=t.detail}this.changed()}#_(e){this.isLineDown=e,this.changed()}#v(e){this.notice=e,this.changed()}},Ar=`دوباره در نوبت است.`,jr=`سراسر کشور`,Mr={cold:`سرما`,heat:`گرما`,smog:`آلودگی هوا`,dust:`گرد و غبار`,storm:`توفان و برف`,power:`کمبود برق`,gas:`کمبود گاز`,water:`کمبود آب`,other:`دلیل دیگر`},Nr=`ثبت تعطیلی`,Pr=class extends P{#e;constructor(e,t,n,r){super(r),this.mayRevive=t,this.mayClose=n,this.provinces=[],this.done=``,this.deadCount=0,this.#e=new N(e)}async read(){await this.attempt(async()=>{let[e,t]=await Promise.all([this.mayRevive?this.#e.get(`jobs`):void 0,this.mayClose?this.#e.get(`closures`):void 0]);[this.dead,this.closures]=[e,t]})}offer(e){e&&(this.provinces=e.provinces.map(({name:e})=>e))}heard(e){this.deadCount=e.dead_jobs??0,this.dead||this.closures?this.read():this.tell()}retry(e){return this.#t(Ar,()=>this.#e.post(`jobs/${e}/retry`))}retryKind(e){return this.#t(Ar,()=>this.#e.post(`jobs/retry`,{kind:e}))}async close(e){return await this.#t(`تعطیلی ثبت شد؛ مهلت‌ها جابه‌جا می‌شود.`,async()=>{await this.#e.post(`closures`,e).catch(e=>{throw e instanceof M&&e.code===`invalid`?new M(422,`invalid`,`روز یا ساعت درست نیست، یا پایان پیش از آغاز است. مانند ⁦۱۴۰۵/۱۰/۱۲⁩ یا «۱۲ دی» بنویسید.`):e})}),!this.notice}end(e){return this.#t(`تعطیلی لغو شد؛ مهلت‌ها به جای خود برمی‌گردد.`,()=>this.#e.post(`closures/${e}/end`))}async#t(e,t){this.done=``,await this.attempt(async()=>{await t()})&&(await this.read(),this.done=e,this.tell())}};function Fr(e,t,n){e.draft(t.trim()?`${t.trimEnd()}\n${n}`:n),document.getElementById(`reply`)?.focus()}function Ir(e){return e.preventDefault(),`${new FormData(e.target).get(`words`)??``}`}function Lr(e,t){return t?x`<section><h3>${e}</h3><p dir="auto">${t}</p></section>`:w}function Rr(e,t,n,r){return x`<section>
    <h2>${t} <span class="count">${R(n.length)}</span></h2>
    ${n.length?x`<ul class="entries">${n.map(t=>function(e,t){let n=e.talk?.conversation_id===t.conversation_id,r=t.owner===`queue`&&t.queued_at,i=t.is_unanswered&&t.owner===`operator`;return x`<li>
    <button class="entry" aria-current=${n?`true`:`false`} data-id=${t.conversation_id}
      @click=${()=>e.open(t.conversation_id)}>
      <span class="preview">${t.preview||`…`}</span>
      ${t.about_fa?x`<span class="soft">${t.about_fa}</span>`:w}
      <span class="soft">${r?(e=>`${e} در صف`)(function(e,t=Date.now()){return z(Math.max(0,(t-Date.parse(e))/1e3))}(t.queued_at)):t.owner_name??``}</span>
      ${i?x`<span class="badge">${`منتظر پاسخ`}</span>`:w}
    </button>
  </li>`}(e,t))}</ul>`:x`<p class="soft">${r}</p>`}
  </section>`}function zr(e){return e===void 0?void 0:z(e)}function Br(e){if(!e.canRedact)return;let t=gt();e.showSheet(e.sheet===`redact`?`none`:`redact`),e.sheet===`redact`&&(e.marked=t,L(t?`#redact-reason`:`#redact-words`))}function Vr({name:e,presence_fa:t}){return`${e} (${t})`}function Hr(e){return e.canRedact?x`<button id="do-redact" aria-expanded=${e.sheet===`redact`} @click=${()=>Br(e)}>${tt}</button>`:w}function Ur(e,t){e.showSheet(e.sheet===t?`none`:t)}var Wr=[`themes`,`periods`,`accounts`],Gr=class extends D{constructor(...e){super(...e),this.api=new Er,this.problem=``,this.#e=!1}#e;createRenderRoot(){return this}async submit(e){e.preventDefault(),this.#e||=(this.#e=!0,await this.attempt(()=>this.step(new FormData(e.target))),!1)}async attempt(e){this.problem=``;try{await e()}catch(e){this.problem=e instanceof M?e.detail:j}this.requestUpdate()}get trouble(){return x`<p class="notice" role="alert" ?hidden=${!this.problem}>${this.problem}</p>`}};function Kr(){return x`<label>${`کد یک‌بارمصرف`}<input name="code" inputmode="numeric" autocomplete="one-time-code" dir="ltr" required
    maxlength="7" aria-describedby="code-hint"></label><p class="soft" id="code-hint">${`شش رقم از برنامهٔ کدساز گوشی`}</p>`}customElements.define(`desk-console`,class extends D{#e;#t;#n;#r;#i;#a;#o;#s;#c;#l;#u;#d;#f=[];#p=`own`;#m={tab:`talks`,code:void 0};#h=[];#g=new ResizeObserver(()=>this.#x());connectedCallback(){super.connectedCallback();let e=JSON.parse(this.dataset.session??`{}`);this.#h=JSON.parse(this.dataset.reasons??`[]`);let t=()=>this.requestUpdate();this.#e=new kr(e,t);let{csrf_token:n}=e;this.#t=new mt(n,t),this.#n=new Gn(n,()=>this.#t.terms,t),this.#r=new Pr(n,this.#e.may(`revive_jobs`),this.#e.may(`keep_calendar`),t),this.#i=new Ln(n,()=>this.#t.terms,t),this.#a=new On(n,this.#e.may(`keep_themes`),t);let r=e=>this.#e.may(e);var i;this.#o=new _n(n,r(`export_figures`),r(`object_to_figures`),r(`decide_objections`),t),this.#s=new Lt(n,r(`see_insight`),t),this.#c=new er(n,t),this.#l=new Sr(n,t),this.#u=new dr(n,this.#e.may(`read_cases`),t),this.#d=new Hn(n,this.#e,t),this.#f=(i=e.account.permissions,Ct.filter(([,e])=>e.some(e=>i.includes(e))).map(([e])=>e)),this.#p=function(e){return wt.find(([,t])=>e.includes(t))?.[0]??`own`}(e.account.permissions),this.#e.listeners.set(`cases`,e=>this.#t.heard(e.changed)),this.#e.listeners.set(`situation`,()=>this.#u.heard()),this.#e.listeners.set(`outages`,e=>this.#i.heard(e)),this.#e.listeners.set(`upkeep`,e=>this.#r.heard(e)),addEventListener(`hashchange`,()=>{this.#b()}),this.#b(),document.addEventListener(`keydown`,e=>this.#S(e)),document.addEventListener(`pointerdown`,()=>this.#e.touch()),setInterval(()=>this.requestUpdate(),15e3),this.#e.start()}createRenderRoot(){return this}render(){let e=this.#e,t=this.#m.tab===`talks`,n=e.isLineDown?`ارتباط زنده قطع شده است؛ در حال وصل شدن دوباره هستیم.`:this.#m.isRefused?`بخشی که نشانی‌اش را باز کردید برای نقش شما نیست. اگر به آن نیاز دارید، از مدیر سامانه بخواهید.`:t?e.notice:``;return x`
      <header class="bar">
        <h1>${`میز کارشناسان`}</h1>
        ${i=this.#f,a=this.#m.tab,o={upkeep:this.#r.deadCount,outages:this.#i.waiting},i.length<2?w:x`<nav class="tabs" aria-label=${`بخش‌های میز`}>
    ${i.map(e=>{let t=o[e]??0;return x`<a href=${B(e)} aria-current=${e===a?`page`:`false`}>${rr[e]}
        ${t?x`<span class="badge"><span aria-hidden="true">${R(t)}</span><span class="unseen">${(e=>`${e} کار مانده`)(R(t))}</span></span>`:w}</a>`})}
  </nav>`}
        <a class="who" href=${B(`own`)} aria-current=${this.#m.tab===`own`?`page`:`false`}
          aria-label=${r=e.session.account.name,`حساب من: ${r}`} title=${Vn}>${e.session.account.name} <span class="soft">${e.session.account.role_fa}</span></a>
        <button class="quiet" aria-label=${ir} title=${ir} @click=${sr}>${`؟`}</button>
        <button class="quiet" @click=${()=>e.signOut()}>${`خروج`}</button>
      </header>
      <p class="notice" role="status" ?hidden=${!n}>${n}</p>
      ${this.#_()}
      ${x`<dialog id=${or} aria-labelledby="help-title" @click=${cr}>
    <form method="dialog">
      <header><h2 id="help-title">${ir}</h2><button class="quiet">${`بستن`}</button></header>
      <div class="shortcuts">
        ${ar.map(({title:e,keys:t})=>x`<section><h3>${e}</h3>
            <dl>${t.map(([e,t])=>x`<div><dt><kbd dir="ltr">${e}</kbd></dt><dd>${t}</dd></div>`)}</dl>
          </section>`)}
      </div>
    </form>
  </dialog>`}
    `;var r,i,a,o}#_(){let{tab:e}=this.#m;return e===`cases`?function(e,t){let{page:n}=e;return x`<main class="room cases" data-open=${n?`page`:`list`}>
    <nav class="lists" aria-label=${F.list}>${Dt(e,t)}</nav>
    <section class="case" id="case">
      <p class="notice" role="alert" ?hidden=${!e.notice}>${e.notice}</p>
      ${n?function(e,t){let{deadlines:n}=t;return x`
    <header class="case-head">
      <a class="back" href=${B(`cases`)}>${F.back}</a>
      <h2 tabindex="-1" id="case-title">${t.kind_fa} <b class="code" dir="ltr">${t.tracking_code}</b></h2>
      <p class="state ${t.status}">${t.status_fa}</p>
      ${n.is_overdue?x`<span class="badge late">${F.overdueShort}</span>`:w}
      <div class="actions">${function(e,t){let n=vt.find(e=>t.may.includes(e));return t.may.map(t=>x`<button id="do-${t}" class=${t===n?`main`:``} aria-expanded=${e.sheet===t}
      @click=${()=>bt(e,t)}>${F.actions[t]}</button>`)}(e,t)}</div>
    </header>
    <p class="done" role="status" ?hidden=${!e.done}>${e.done}</p>
    ${e.sheet?function(e,t){return x`<form class="case-sheet" aria-label=${F.actions[t]} @submit=${n=>async function(e,t,n){e.preventDefault();let r=new FormData(e.target),i=Object.fromEntries(yt[n].map(e=>[e,`${r.get(e)??``}`.trim()]));await t.act(n,i)&&document.getElementById(`case-title`)?.focus()}(n,e,t)}
      @keydown=${St}>
    <h3>${F.actions[t]}</h3>
    <p class="soft" id="sheet-hint">${F.hints[t]} ${function(e,t){let n=e.page?.people??1;return t===`answer`&&n>1?F.reaches(R(n)):``}(e,t)}</p>
    ${yt[t].map(t=>function(e,t){return t===`agency_id`?function(e){let t=e.draft(`agency_id`);return x`<label>${F.agency}<select name="agency_id" required @change=${xt(e,`agency_id`)}>
    <option value="" .selected=${!t}>${F.chooseAgency}</option>
    ${(e.terms?.agencies??[]).map(({id:e,title:n})=>x`<option value=${e} .selected=${e===t}>${n}</option>`)}
  </select></label>`}(e):t===`words`?function(e){return x`<label>${F.words}<input name="words" required minlength="2" maxlength=${200} autocomplete="off" dir="auto"
    aria-describedby="sheet-hint" .value=${e.draft(`words`)} @input=${xt(e,`words`)}></label>`}(e):t===`into`?function(e){return x`<label>${F.into}<input name="into" required dir="ltr" minlength="8" maxlength="12" autocomplete="off"
    aria-describedby="sheet-hint" .value=${e.draft(`into`)} @input=${xt(e,`into`)}></label>`}(e):function(e,t){let n=t===`reason`;return x`<label>${n?F.reason:F.text}
    <textarea name=${t} rows=${n?2:4} required minlength="3" maxlength="2000" aria-describedby="sheet-hint"
      .value=${e.draft(t)} @input=${xt(e,t)}></textarea></label>`}(e,t)}(e,t))}
    <div class="buttons">
      <button class="main">${F.submit[t]}</button>
      <button type="button" class="quiet" @click=${()=>e.show(void 0)}>${F.cancel}</button>
    </div>
  </form>`}(e,e.sheet):w}
    <div class="case-body">
      <section class="case-main">
        <h3>${F.description}</h3>
        <p class="words" dir="auto">${t.description}</p>
        <h3>${F.timeline}</h3>
        <ol class="timeline">${t.timeline.map(Ft)}</ol>
        ${function(e){return x`<details class="tool ledger" @toggle=${t=>function(e,t){e.target.open&&t.readLedger()}(t,e)} ?open=${!!e.ledger}>
    <summary>${F.ledger}</summary>
    ${e.ledger?function({events:e,proofs:t},n){let r=new Map(n.page?.timeline.map(({number:e,title_fa:t})=>[e,t])),i=t.at(-1);return x`<p class="soft">${F.ledgerHint} ${i?F.proven(Nt.format(new Date(i.day))):F.notProven}</p>
    <div class="scroll" tabindex="0" role="region" aria-label=${F.ledger}><table>
      <thead><tr><th scope="col">${F.number}</th><th scope="col">${F.event}</th><th scope="col">${F.at}</th><th scope="col">${F.hash}</th></tr></thead>
      <tbody>${e.map(({number:e,type:t,at:n,hash:i})=>x`<tr>
        <td>${R(e)}</td><td>${r.get(e)??t}</td><td class="moment">${Pt.format(new Date(n)).replace(`,`,``)}</td>
        <td><code dir="ltr" title=${i}>${i.slice(0,16)}…</code></td></tr>`)}</tbody>
    </table></div>`}(e.ledger,e):w}
  </details>`}(e)}
      </section>
      <section class="case-side">
        <h3>${F.facts}</h3>
        ${function({people:e,leader:t,followers:n}){let r=e=>x`<a class="code" href=${B(`cases`,e)} dir="ltr">${e}</a>`;return t?x`<p class="matter">${F.follows} ${r(t)}</p>`:e<2?w:x`<details class="matter"><summary>${F.peopleAre(R(e))}</summary>
    <ul>${n.map(e=>x`<li>${r(e)}</li>`)}</ul></details>`}(t)}
        <dl>${function(e){let{deadlines:t,verdict:n,score:r}=e,i=[...new Set([e.province,e.city].filter(Boolean))].join(`، `),a=n?[F.verdicts[n],r?F.score(R(r)):``].filter(Boolean).join(`، `):``;return[[F.agency,e.agency_name],[F.level,F.levelIs(e.level.title,R(e.level.number))],[F.due,t.due_at_fa],[F.left,t.time_left_fa?.replace(/^.*\((.*)\)$/,`$1`)],[F.indicator,e.indicator_fa],[F.place,i],[F.service,e.service_title],[F.created,e.created_at_fa],[F.occurred,e.occurred_at_fa],[F.identity,e.identity_fa],[F.verdict,a]].filter(e=>!!e[1])}(t).map(([e,t])=>x`<div><dt>${e}</dt><dd>${t}</dd></div>`)}</dl>
        ${function(e){let{list:t}=e.files;return t.length?x`<section class="files">
    <h3>${F.files}</h3>
    <p class="soft">${F.filesHint}</p>
    <ul>${t.map((t,n)=>x`<li>${function(e,t,n){let r=e.files.address(t),i=x`<span>${n}<span class="soft"> · ${function({size:e}){return e<1e6?jt.format(Math.ceil(e/1e3)):Mt.format(e/1e6)}(t)} · ${t.at_fa}</span></span>`;return r?x`<p>${i}<a class="save" href=${r} download=${t.name} aria-label=${`${F.fileSave}: ${n}`}>${F.fileSave}</a></p>
    ${function({kind:e},t,n){return e===`image`?x`<img src=${t} alt=${F.fileAlt(n)}>`:e===`voice`?x`<audio controls src=${t} aria-label=${n}></audio>`:w}(t,r,n)}`:x`<p>${i}
      <button class="small" aria-label=${`${F.fileShow[t.kind]}: ${n}`} @click=${()=>e.fetchFile(t)}>${F.fileShow[t.kind]}</button></p>`}(e,t,(({kind_fa:e},t)=>`${e.replace(/[A-Za-z]$/,`$&‏`)} ${R(t)}`)(t,n+1))}</li>`)}</ul>
  </section>`:w}(e)}${function(e,t){return t.sealed.length?x`<section class="personal">
    <h3>${F.personal}</h3>
    <p class="soft">${F.personalHint}</p>
    <ul>${t.sealed.map(n=>x`<li>${function(e,t,n){let r=e.shown(t);return r===void 0?e.asked===t?function(e,t,n){return x`<form class="why" @submit=${n=>function(e,t,n){e.preventDefault();let r=`${new FormData(e.target).get(`reason`)??``}`.trim();r&&t.reveal(n,r)}(n,e,t)}>
    <label>${F.why(n)}
      <input id="reveal-why" name="reason" list="reveal-reasons" required minlength="8" maxlength="200" autocomplete="off"></label>
    <datalist id="reveal-reasons">${F.reasons.map(e=>x`<option value=${e}></option>`)}</datalist>
    <div class="buttons"><button class="main">${F.show}</button>
      <button type="button" class="quiet" @click=${()=>e.askFor(void 0)}>${F.cancel}</button></div>
  </form>`}(e,t,n):x`<p>${n} <button class="small" aria-label=${F.revealOf(n)} @click=${()=>function(e,t){e.askFor(t),L(`#reveal-why`)}(e,t)}>${F.reveal}</button></p>`:x`<p><b>${n}</b> <button class="small" @click=${()=>e.hide(t)}>${F.hide}</button></p>
      <p class="words" dir="auto">${r}</p>`}(e,n,function(e,{field:t,title_fa:n,event_number:r}){return e.sealed.filter(e=>e.field===t).length<2?n:`${n} (${F.stepOf(R(r))})`}(t,n))}</li>`)}</ul>
  </section>`:w}(e,t)}
      </section>
    </div>
  `}(e,n):e.notice?w:x`<p class="empty">${F.choose}</p>`}
    </section>
  </main>`}(this.#t,!this.#e.may(`see_queue`)):e===`phone`?(t=this.#n,n=this.#t.terms,x`<main class="phone">
    <p class="notice" role="alert" ?hidden=${!t.notice}>${t.notice}</p>
    ${t.receipt?function(e,t){let n=e.form.sms&&e.form.mobile&&e.form.identity!==`anonymous`;return x`<section class="receipt" aria-labelledby="receipt">
    <h2 id="receipt" tabindex="-1">${q.filed}</h2>
    <p>${q.readAloud}</p>
    ${Xn(q.code,t.code_groups)}
    ${Xn(q.pin,t.pin_groups)}
    <p class="soft">${q.pinHint}</p>
    <p>${q.due(t.agency_name,t.due_at_fa)}</p>
    ${t.line_128_fa?x`<p>${t.line_128_fa}</p>`:w}
    ${n?x`<p>${t.is_sms_on_its_way?q.smsSent:q.smsOff}</p>`:w}
    <div class="buttons">
      <button class="main" id="next-call" @click=${()=>function(e){e.next(),L(`#heard`)}(e)}>${q.next}</button>
      <button @click=${()=>print()}>${q.print}</button>
      <a class="button" href=${B(`cases`,t.tracking_code)}>${q.see}</a>
    </div>
  </section>`}(t,t.receipt):function(e,t){return x`<form novalidate @submit=${t=>async function(e,t){e.preventDefault(),await t.file()&&L(`#receipt`)}(t,e)} @keydown=${St}>
    <h2>${q.title}</h2>
    <div class="phone-body">
      <div class="phone-main">
        <label class="heard" for="heard">${q.heard}</label>
        <textarea id="heard" rows="5" maxlength="2000" dir=${e.form.text?`auto`:`rtl`} aria-describedby="heard-hint" .value=${e.form.text}
          @input=${t=>e.set(`text`,t.target.value)}></textarea>
        <p class="soft" id="heard-hint">${q.heardHint}</p>
        ${function({heard:e}){if(!e?.line)return w;let[t,{title:n}]=[zt(e.line.number),e.line];return x`<p class="line ${e.is_emergency?`urgent`:``}" role="alert">
    ${e.is_emergency?q.emergency(t,n):q.otherLine(t,n)}</p>`}(e)}
        ${function(e){let{questions:t}=e,n=!t.some(e=>e!==`consent`);return x`<div class="to-ask" role="status">
    ${e.isReading?x`<p class="soft">${q.reading}</p>`:w}
    ${e.heard&&!e.heard.is_understood?x`<p>${q.notUnderstood}</p>`:w}
    ${n&&t.length?x`<p>${q.allKnown}</p>`:t.length?x`<p><b>${q.toAsk}</b></p><ul>${t.map(e=>x`<li>${q.questions[e]}</li>`)}</ul>`:w}
  </div>`}(e)}
        <fieldset class="fields"><legend>${q.matter}</legend>${function(e,t){let{form:n}=e,r=(t?.provinces??[]).map(({name:e})=>({id:e,title:e})),i=t?.provinces.find(({name:e})=>e===n.province)?.cities??[];return x`
    ${Zn(e,`kind`,q.kind,t?.kinds??[])}
    ${Zn(e,`agency_id`,q.agency,[{id:``,title:q.chooseAgency},{id:`-`,title:q.agencyUnknown},...t?.agencies??[]])}
    ${n.kind===`praise`?w:Zn(e,`indicator`,q.indicator,[{id:``,title:q.noIndicator},...t?.indicators??[]])}
    ${Zn(e,`province`,q.province,[{id:``,title:q.noProvince},...r])}
    <label class=${e.filled.has(`city`)?`filled`:``}>${q.city}
      <input list="cities" maxlength="64" autocomplete="off" .value=${n.city} ?disabled=${!n.province}
        @input=${t=>e.set(`city`,t.target.value)}></label>
    <datalist id="cities">${i.map(e=>x`<option value=${e}></option>`)}</datalist>
    ${e.filled.size?x`<p class="soft wide filled-hint">${q.filledIn}</p>`:w}
  `}(e,t)}</fieldset>
        ${function(e){let t=e.heard?.service;return t?e.form.service_id===t.id?x`<p class="guess">${q.service}: <b>${t.title}</b>
      <button type="button" class="small" @click=${()=>e.set(`service_id`,``)}>${q.drop}</button></p>`:x`<p class="guess">${q.guess(t.title,t.agency.title)}
    <button type="button" class="small" @click=${()=>e.takeGuess()}>${q.takeGuess}</button></p>`:w}(e)}
        ${function(e){let{cases:t,outages:n}=e.heard?.similar??{cases:[],outages:[]};if(!t.length&&!n.length)return w;let r=[...n.map(e=>[e.offer,q.outageIs(e.agency_name,e.since_fa,e.expected_end_fa??q.endUnknown,e.source)]),...t.map(e=>[e.offer,q.caseIs(e.indicator_fa,R(e.people),e.since_fa,e.status_fa)])];return x`<fieldset class="similar"><legend>${q.similar}</legend>
    ${[...r,[``,q.alone]].map(([t,n])=>x`<label class="check"><input type="radio" name="follow" .checked=${e.form.follow===t}
      @change=${()=>e.set(`follow`,t)}>${n}</label>`)}
  </fieldset>`}(e)}
      </div>
      <div class="phone-side">${function(e,t){let{form:n}=e,r=n.identity!==`anonymous`;return x`
    <fieldset class="fields"><legend>${q.caller}</legend>
      ${Jn(e,`relation`,q.relation,Object.entries(q.relations))}
      ${n.relation===`self`?w:J(e,`caller_name`,q.callerName,{maxlength:100})}
      ${Jn(e,`identity`,q.identity,(t?.identities??[]).map(({id:e,title:t})=>[e,t]))}
      ${r?x`${J(e,`name`,q.name,{maxlength:100})}
            ${J(e,`mobile`,q.mobile,{maxlength:20,isNumber:!0,hint:q.mobileHint})}
            ${J(e,`national_id`,q.nationalId,{maxlength:14,isNumber:!0})}
            ${n.mobile?Yn(e,`sms`,q.sms):w}`:w}
    </fieldset>
    <fieldset class="fields"><legend>${q.summary}</legend>
      <blockquote class="wide" dir="auto">${e.summary}</blockquote>
      ${Jn(e,`consent`,q.consent,Object.entries(q.consents))}
      ${J(e,`statement`,q.statement,{maxlength:500})}
      ${Yn(e,`isAgreed`,q.isAgreed)}
    </fieldset>
  `}(e,t)} ${function(e){let{needs:t}=e;return x`<div class="phone-end">
    ${e.isTried&&t.length?x`<div class="notice" role="alert"><p>${q.missing}</p><ul>${t.map(e=>x`<li>${q.needs[e]}</li>`)}</ul></div>`:w}
    <button class="main wide" ?disabled=${e.isFiling}>${e.isFiling?q.filing:q.file}</button>
  </div>`}(e)}</div>
    </div>
  </form>`}(t,n)}
  </main>`):e===`upkeep`?(c=this.#r,x`<main class="upkeep">
    <p class="notice" role="alert" ?hidden=${!c.notice}>${c.notice}</p>
    <p class="done" role="status" ?hidden=${!c.done}>${c.done}</p>
    ${c.dead?function(e,{kinds:t,jobs:n}){return x`<section class="panel" aria-labelledby="dead-title">
    <h2 id="dead-title">${`کارهای مانده`}</h2>
    ${n.length?x`<p class="soft">${`این کارها چند بار تلاش شد و نشد. سبب را برطرف کنید، سپس دوباره به کار بیندازید.`}</p>`:x`<p class="soft">${`هیچ کاری نمانده است.`}</p>`}
    <div class="chips">${t.map(({kind:t,kind_fa:n,count:r})=>x`<button @click=${()=>{e.retryKind(t)}}>${((e,t)=>`دوباره: ${e} (${t})`)(n,R(r))}</button>`)}</div>
    ${n.length?x`<div class="scroll" tabindex="0" role="region" aria-label=${`جدول کارهای مانده`}><table>
          <thead><tr><th scope="col">${`کار`}</th><th scope="col">${`پرونده`}</th><th scope="col">${`تلاش‌ها`}</th><th scope="col">${`کنار گذاشته شد`}</th><th scope="col">${`آخرین خطا`}</th><td></td></tr></thead>
          <tbody>${n.map(t=>{return x`<tr>
            <td>${t.kind_fa}</td>
            <td>${t.tracking_code?x`<a href=${B(`cases`,t.tracking_code)} dir="ltr">${t.tracking_code}</a>`:w}</td>
            <td>${R(t.attempts)}</td><td>${t.died_at_fa}</td><td class="error"><bdi>${t.last_error}</bdi></td>
            <td><button class="small" aria-label=${n=R(t.id),`کار ${n} دوباره`} @click=${()=>{e.retry(t.id)}}>${`دوباره`}</button></td></tr>`;var n})}</tbody>
        </table></div>`:w}
  </section>`}(c,c.dead):w}
    ${c.closures?function(e,t){return x`<section class="panel" aria-labelledby="closures-title">
    <h2 id="closures-title">${`تعطیلی‌های ناگهانی`}</h2>
    <p class="soft">${t.length?`مهلت پرونده‌های باز با هر تعطیلی جابه‌جا می‌شود و به شهروندان خبر داده می‌شود.`:`تعطیلی‌ای ثبت نشده است.`}</p>
    ${t.length?x`<ul class="closures">${t.map(t=>{return x`<li>
          <p><b>${t.province}</b> · ${t.reason_fa} ${t.is_over?x`<span class="badge">${`گذشته`}</span>`:w}</p>
          <p>${`از`} ${t.begins_fa} ${`تا`} ${t.ends_fa}</p><p class="soft"><bdi>${t.source}</bdi></p>
          <button class="small" aria-label=${n=t.province,`لغو تعطیلی ${n}`} @click=${()=>{e.end(t.id)}}>${`لغو`}</button></li>`;var n})}</ul>`:w}
    ${function(e){return x`<form class="fields" aria-label=${Nr} @submit=${t=>async function(e,t){e.preventDefault();let n=e.target,r=Object.fromEntries([...new FormData(n)].map(([e,t])=>[e,U(`${t}`).trim()]));await t.close(r)&&n.reset()}(t,e)}>
    <label>${`استان`}<input name="province" list="closure-provinces" required maxlength="64" autocomplete="off" value=${jr}></label>
    <datalist id="closure-provinces"><option value=${jr}></option>${e.provinces.map(e=>x`<option value=${e}></option>`)}</datalist>
    <label>${`دلیل`}<select name="reason">${Object.entries(Mr).map(([e,t])=>x`<option value=${e}>${t}</option>`)}</select></label>
    <label>${`از`}<input name="begins" required dir="ltr" maxlength="16" autocomplete="off" aria-describedby="day-hint"></label>
    <label>${`تا`}<input name="ends" required dir="ltr" maxlength="16" autocomplete="off" aria-describedby="day-hint"></label>
    <p class="soft wide" id="day-hint">${`روز شمسی مانند ⁦۱۴۰۵/۱۰/۱۲⁩، «۱۲ دی» یا «فردا»، یا با ساعت: ⁦۱۴۰۵/۱۰/۱۲ ۱۱:۰۰⁩. روزِ تنها تا پایانش به شمار می‌آید.`}</p>
    <label class="wide">${`چه کسی اعلام کرده است؟ (بهتر است نشانی صفحه باشد)`}<input name="source" required minlength="3" maxlength="500" autocomplete="off"></label>
    <button class="main">${Nr}</button>
  </form>`}(e)}
  </section>`}(c,c.closures):w}
  </main>`):e===`outages`?(s=this.#i,x`<main class="upkeep">
    <p class="notice" role="alert" ?hidden=${!s.notice}>${s.notice}</p>
    <p class="done" role="status" ?hidden=${!s.done}>${s.done}</p>
    ${function(e){let{suspected:t}=e;return x`<section class="panel" aria-labelledby="suspected-title">
    <h2 id="suspected-title">${`شاید قطع باشد`}</h2>
    <p class="soft">${t.length?`از این‌ها خیلی بیشتر از معمول همین ساعت گزارش خرابی رسیده است. هر نفر یک بار شمرده می‌شود. تا تأیید نکنید، به شهروندان چیزی گفته نمی‌شود.`:`بیشتر از معمول گزارشی نرسیده است.`}</p>
    ${t.length?x`<ul class="closures">${t.map(t=>function(e,t){let n=[t.what_fa,t.province].filter(Boolean).join(` · `);return x`<li class="suspicion">
    <p><b>${t.agency_name}</b> · ${n}</p>
    <p>${c=R(t.people),l=R(t.from_cases),`${c} نفر (${l} نفر با پرونده، بقیه در گفت‌وگو)`} · ${`از`} ${t.since_fa} · ${`آخرین گزارش`}: ${t.last_fa}</p>
    <p>${o=Bn(t.usual_per_hour),s=Bn(t.observed_per_hour),`معمول این ساعت: ${o} نفر در ساعت · حالا: ${s} نفر در ساعت`}</p>
    ${zn(`خدمت`,t.services)}${zn(`استان`,t.provinces)}
    <p class="soft">${i=Bn(t.score),a=Bn(t.threshold),`شدت شواهد ${i} (از ${a} به بالا خبر می‌دهد)`}</p>
    <p class="row"><button class="small" aria-label=${r=t.agency_name,`بررسی و تأیید قطعی ${r}`} @click=${()=>function(e,t){e.look(t),L(`[name=source]`)}(e,t)}>${`بررسی و تأیید`}</button>
      <button class="small" aria-label=${Pn(t.agency_name)} aria-expanded=${e.dismissed===t.id}
        @click=${()=>function(e,t){e.askWhy(e.dismissed===t?void 0:t),e.dismissed&&L(`[name=reason]`)}(e,t.id)}>${`قطعی نیست`}</button></p>
    ${e.dismissed===t.id?function(e,t){return x`<form class="fields" aria-label=${Pn(t.agency_name)} @submit=${n=>function(e,t,n){e.preventDefault();let r=new FormData(e.target);t.dismiss(n,`${r.get(`reason`)}`.trim(),Number(r.get(`hours`)))}(n,e,t.id)}>
    <label class="wide">${`چرا قطعی نیست؟`}<input name="reason" required minlength="3" maxlength="500" autocomplete="off"></label>
    <label>${`تا چند ساعت دربارهٔ این دستگاه خبر ندهد`}<select name="hours">${Rn.map(e=>x`<option value=${e} .selected=${e===6}>${(e=>`${e} ساعت`)(R(e))}</option>`)}</select></label>
    <p class="row wide"><button class="main">${`ثبت`}</button>
      <button type="button" @click=${()=>e.askWhy(void 0)}>${`انصراف`}</button></p>
  </form>`}(e,t):w}</li>`;var r,i,a,o,s,c,l}(e,t))}</ul>`:w}
  </section>`}(s)}
    ${s.outages?function(e,t){return x`<section class="panel" aria-labelledby="outages-title">
    <h2 id="outages-title">${`قطعی‌های تأییدشده`}</h2>
    <p class="soft">${t.length?`شهروندی که از این قطعی می‌گوید، از آن آگاه می‌شود و می‌تواند پیگیری‌اش کند.`:`قطعی‌ای تأیید نشده است.`}</p>
    ${t.length?x`<ul class="closures">${t.map(t=>function(e,t){let n=[t.what_fa,t.province].filter(Boolean).join(` · `),r=[t.people_counted?(i=R(t.people_counted),`دست‌کم ${i} نفر گزارش داده‌اند`):``,t.followers>1?Fn(R(t.followers)):``,t.asked?`پیگیری شده از: ${t.asked}`:``].filter(Boolean);var i,a,o;return x`<li>
    <p><b>${t.agency_name}</b> · ${n} <span class="badge">${t.is_told?`به شهروندان گفته می‌شود`:`گفته نمی‌شود: آغاز نشده یا زمانش گذشته است`}</span></p>
    <p>${`از`} ${t.since_fa}${t.expected_end_fa?x` · ${`پایان پیش‌بینی‌شده`}: ${t.expected_end_fa}`:w}</p>
    ${r.length?x`<p>${r.join(` · `)}</p>`:w}
    <p class="soft"><bdi>${t.source}</bdi></p>
    <p class="row">${t.alone>1||t.alone&&t.followers?x`<button class="small" aria-label=${a=t.agency_name,o=R(t.alone),`یکی کردن ${o} پروندهٔ قطعی ${a}`} @click=${()=>{e.merge(t.id)}}>${(e=>`یکی کردن ${e} پرونده`)(R(t.alone))}</button>`:w}
      <button class="small" aria-label=${(e=>`قطعی ${e} پایان یافت`)(t.agency_name)} @click=${()=>{e.end(t.id)}}>${`پایان یافت`}</button></p></li>`}(e,t))}</ul>`:w}
    ${function(e){let t=e.terms(),{looked:n}=e;return x`<form class="fields" aria-label=${In} @submit=${t=>async function(e,t){e.preventDefault();let n=e.target,r=new FormData(n),i=r.has(`merges`);r.delete(`merges`);let a=[...r].map(([e,t])=>[e,U(`${t}`).trim()]),o=Object.fromEntries(a.filter(([,e])=>e));await t.add({...o,merges:i})&&n.reset()}(t,e)}>
    <label>${`دستگاه`}<select name="agency_id" required @change=${t=>e.choose(t.target.value)}>
      <option value="" .selected=${!e.agency}>${`دستگاه را برگزینید`}</option>
      ${(t?.agencies??[]).map(({id:t,title:n})=>x`<option value=${t} .selected=${t===e.agency}>${n}</option>`)}</select></label>
    <label>${`چه چیزی`}<select name="indicator">
      <option value="system_down" .selected=${n?.indicator!==`phone_ivr`}>${`سامانه`}</option>
      <option value="phone_ivr" .selected=${n?.indicator===`phone_ivr`}>${`تلفن گویا`}</option></select></label>
    <label>${`استان (خالی: سراسر کشور)`}<input name="province" list="outage-provinces" maxlength="64" autocomplete="off" .value=${n?.province??``}></label>
    <datalist id="outage-provinces">${(t?.provinces??[]).map(({name:e})=>x`<option value=${e}></option>`)}</datalist>
    <label>${`از`}<input name="began" required dir="ltr" maxlength="16" autocomplete="off" aria-describedby="outage-time" .value=${n?.began??``}></label>
    <label>${`پایان پیش‌بینی‌شده (اگر گفته شده)`}<input name="expected_end" dir="ltr" maxlength="16" autocomplete="off" aria-describedby="outage-time"></label>
    <p class="soft wide" id="outage-time">${`روز شمسی با ساعت، مانند ⁦۱۴۰۵/۰۹/۰۴ ۱۱:۰۰⁩، «۴ آذر ۱۱» یا «اکنون». بی پایان پیش‌بینی‌شده، تا سه روز گفته می‌شود.`}</p>
    <label class="wide">${`چه کسی گفته است؟ شهروندان این را می‌خوانند؛ نام و شمارهٔ کسی را ننویسید.`}<input name="source" required minlength="3" maxlength="500" autocomplete="off"></label>
    <label class="wide">${`از چه کسی پیگیری شده است؟ (اگر شده؛ شهروندان می‌خوانند)`}<input name="asked" minlength="3" maxlength="200" autocomplete="off"></label>
    ${n?.service_id?x`<label class="check wide"><input type="checkbox" name="service_id" value=${n.service_id} checked>${r=n.service_title??``,`فقط «${r}»`}</label>`:w}
    <label class="check wide"><input type="checkbox" name="merges" checked>${`پرونده‌های همین قطعی را یکی کن`}</label>
    <button class="main">${In}</button>
  </form>`;var r}(e)}
  </section>`}(s,s.outages):w}
  </main>`):e===`themes`?kn(this.#a):e===`periods`?function(e){let{page:t}=e;return x`<main class="room cases periods" data-open=${t?`page`:`list`}>
    <nav class="lists" aria-label=${`دوره‌ها`}><h2>${`دوره‌ها و کارنامه`}</h2><p class="soft">${`رقم‌های هر ماه و هر فصل ده روز پس از پایان آن بسته می‌شود. دستگاه ده روز برای اعتراض وقت دارد؛ پس از آن رقم‌ها قطعی می‌شود.`}</p>
      ${e.periods?.length===0?x`<p class="empty">${`هنوز رقم‌های هیچ دوره‌ای بسته نشده است.`}</p>`:w}
      ${(e.periods??[]).map(e=>function(e,t){return x`<a class="entry" href=${B(`periods`,e.period)} data-period=${e.period} aria-current=${e.period===t?`true`:`false`}>
    <span class="entry-top"><b>${e.title_fa}</b>${e.undecided?x`<span class="badge late">${n=R(e.undecided),`${n} اعتراض بی‌پاسخ`}</span>`:w}</span>
    <span class="soft">${e.state_fa}</span></a>`;var n}(e,t?.period))}</nav>
    <section class="case">
      <p class="notice" role="alert" ?hidden=${!e.notice}>${e.notice}</p>
      <p class="done" role="status" ?hidden=${!e.done}>${e.done}</p>
      ${t?function(e,t){let n=t.state===`provisional`;return x`<p><a class="back" href=${B(`periods`)}>${`بازگشت به دوره‌ها`}</a></p>
    <header class="case-head"><h2 id="period-title" tabindex="-1">${t.title_fa}</h2><span class="state">${t.state_fa}</span></header>
    <div><p>${t.state===`open`?(i=t.as_of_fa,`رقم‌های این دوره در ${i} بسته می‌شود.`):n?(e=>`رقم‌ها وضعیت ${e} را نشان می‌دهد و دیگر عوض نمی‌شود، مگر با پذیرفتن اعتراض.`)(t.as_of_fa):(e=>`رقم‌ها وضعیت ${e} را نشان می‌دهد و دیگر عوض نمی‌شود.`)(t.as_of_fa)}</p>
      ${n&&t.objection_until_fa?x`<p>${(e=>`دستگاه‌ها تا ${e} می‌توانند اعتراض کنند.`)(t.objection_until_fa)}</p>`:w}
      ${t.left_out?x`<p>${r=R(t.left_out),`${r} پرونده با پذیرفتن اعتراض از رقم‌های قطعی کنار می‌رود.`}</p>`:w}</div>
    ${e.figures?function(e,t){return x`<section class="panel" aria-labelledby="figures-title">
    <header class="panel-head"><h3 id="figures-title">${`کارنامه`}${t.agency_name?x` <span class="soft">${t.agency_name}</span>`:w}</h3>
      ${t.agencies.length?x`<label class="scope"><span class="unseen">${`دستگاه`}</span><select @change=${t=>function(e,t){let n=t.target.value;location.hash=`${B(`periods`,e)}${n?`?agency_id=${encodeURIComponent(n)}`:``}`}(e.period,t)}>
        <option value="" .selected=${!t.agency_id}>${`دستگاه را برگزینید`}</option>
        ${t.agencies.map(({id:e,title:n})=>x`<option value=${e} .selected=${e===t.agency_id}>${n}</option>`)}</select></label>`:w}</header>
    ${t.figures.length?x`${r=t.figures,x`<table class="stacked"><thead><tr><th scope="col">${`رقم`}</th><th scope="col">${Bt}</th><th scope="col">${Vt}</th>
      <th scope="col">${Ht}</th><th scope="col">${Ut}</th></tr></thead>
    <tbody>${r.map(e=>{return x`<tr><th scope="row">${e.name_fa}<span class="soft">${t=e.of_fa,`میان ${t}`}</span></th>
      ${e.value_fa?x`<td data-label=${Bt}><b>${e.value_fa}</b> <span class="soft">${e.between_fa}</span></td><td data-label=${Vt}>${e.expected_fa??`—`}</td>
          <td data-label=${Ht}>${function(e){if(e===`too_few`)return w;let t={better:S`<path d="M0-7 7 6H-7Z"></path>`,worse:S`<path d="M0 7 7-6H-7Z"></path>`,as_expected:S`<circle r="5"></circle>`}[e];return x`<svg class=${`sign ${e}`} viewBox="-8 -8 16 16" aria-hidden="true">${t}</svg>`}(e.band)} ${e.band_fa}</td><td data-label=${Ut}>${R(e.n??0)}</td>`:x`<td class="soft" colspan="3">${`برای داوری کم است`}</td><td data-label=${Ut} class="soft">${e.n===void 0?`کمتر از ۱۰`:R(e.n)}</td>`}</tr>`;var t})}</tbody></table>`}
        <p class=${t.may_pay?``:`soft`}>${t.may_pay?`نظرها برای پرداخت بر پایهٔ عملکرد بس است (دست‌کم ۱۰۰ نظر).`:`نظرها کمتر از ۱۰۰ است و پایهٔ پرداخت نمی‌شود.`}</p>
        <p class="soft">${`«مورد انتظار» رقمی است که همهٔ دستگاه‌ها در همین دوره با همین نوع کارها دارند. بازه می‌گوید رقم واقعی با اطمینان ۹۵٪ کجاست؛ هرچه نفر کمتر، بازه بازتر.`} <a href="/scoreboard/method">${`روش محاسبه`}</a>، ${n=zt(t.method_version),`نسخهٔ ${n}`}.</p>`:x`<p class="soft">${`برای دیدن رقم‌ها دستگاهی را برگزینید.`}</p>`}
  </section>`;var n,r}(t,e.figures):w}
    ${function(e,t){let n=t?e.filter(({agency_id:e})=>e===t):e.filter(({is_flagged:e})=>e);return x`<section class="panel" aria-labelledby="lot-title"><h3 id="lot-title">${`گفتهٔ شهروندان در تماس قرعه`}</h3><p class="soft">${`هر روز چند پرونده به قرعه برگزیده می‌شود و از خود شهروند می‌پرسیم که مشکل حل شد یا نه.`}</p>
    ${n.map(e=>mn(e,t===void 0))}
    ${n.length?w:x`<p>${t?`در این دوره هنوز کسی به قرعه برگزیده نشده است.`:Wt}</p>`}</section>`}(e.gaps,e.figures?.agency_id)}
    ${function(e){return x`<section class="panel signals" aria-labelledby="signals-title"><h3 id="signals-title">${`نشانه‌ها`}</h3><p class="soft">${`این‌ها در کار دستگاه بیشتر از دستگاه‌های دیگر دیده شده و بهتر است کسی نگاهی به آن بیندازد. نشانه اتهام نیست: هیچ رقمی را عوض نمی‌کند و از دلیل هم چیزی نمی‌گوید.`}</p>
    ${e.signalsNotice?function(e){return x`<div class="notice row" role="alert"><span>${`نشانه‌ها خوانده نشد.`} ${e.signalsNotice}</span>
    <button class="small" @click=${()=>{e.readSignals()}}>${`دوباره بخوان`}</button></div>`}(e):e.signals?function(e,{flags:t,objection_until_fa:n}){let r=e.figures?.agency_id,i=r?t.filter(({agency_id:e})=>e===r):t,a=e.mayObject;return i.length?x`${[...dn(i).values()].map(t=>function({page:e,figures:t},n,r){let[{agency_id:i,agency_name:a}]=n,o=`${B(`periods`,e?.period)}?agency_id=${encodeURIComponent(i)}`;return x`<div class="gap" data-agency=${i}>${r?x`<p class="row">${t?x`<a href=${o}><b>${a}</b></a>`:x`<b>${a}</b>`} <span class="badge settled">${s=R(n.length),`${s} نشانه`}</span></p>`:w}
    <ul>${n.map(fn)}</ul></div>`;var s}(e,t,r===void 0&&!a))}
    <p class="soft">${n?x`${a?(e=>`اگر دلیل دیگری می‌دانید، تا ${e} در «اعتراض‌ها» بنویسید.`)(n):(e=>`دستگاه تا ${e} می‌تواند توضیح بدهد یا اعتراض کند.`)(n)} `:w}${a?`این نشانه‌ها را همکاران شما در این دستگاه و سرپرست، بازرس، ویراستار و ناظر سامانه می‌بینند. دستگاه‌های دیگر نمی‌بینند و در تابلوی همگانی هم نمی‌آید.`:`سرپرست، بازرس، ویراستار و ناظر نشانه‌های همهٔ دستگاه‌ها را می‌بینند و کارشناس هر دستگاه فقط نشانه‌های دستگاه خودش را. در تابلوی همگانی نمی‌آید.`}</p>`:x`<p>${a?`در این دوره نشانه‌ای از دستگاه شما دیده نشد.`:r?`در این دوره نشانه‌ای از این دستگاه دیده نشد.`:`در این دوره نشانه‌ای دیده نشد.`}</p><p class="soft">${`نشانه وقتی پیدا می‌شود که دست‌کم ۱۱ دستگاه و در دستگاه دست‌کم ۱۰ نفر برای سنجیدن باشد.`}</p>`}(e,e.signals):x`<p class="soft" role="status">${`در حال خواندن نشانه‌ها…`}</p>`}</section>`}(e)}
    ${t.state===`open`?w:function(e,t){return x`<section class="panel" aria-labelledby="objections-title"><h3 id="objections-title">${`اعتراض‌ها`}</h3>
    ${t.objections.length?x`<ul class="closures">${t.objections.map(t=>function(e,t){let n=!t.decision&&e.page?.state===`provisional`;return x`<li data-objection=${t.number}>
    <p><b>${t.agency_name}</b> · ${t.cases?(e=>`به ${e} پرونده`)(R(t.cases)):`به همهٔ رقم‌ها`} · <time>${t.at_fa}</time>
      <span class=${t.decision?`badge settled`:`badge`}>${t.decision_fa??`در انتظار تصمیم`}</span></p>
    <p class="words" dir="auto">${t.words}</p>
    ${t.codes.length?x`<p class="soft">${t.codes.map(e=>x`<a class="code" dir="ltr" href=${B(`cases`,e)}>${e}</a> `)}</p>`:w}
    ${t.decision_words?x`<p class="words" dir="auto"><span class="soft">${Kt}:</span> ${t.decision_words}</p>`:w}
    ${n&&e.mayObject?x`<p class="row"><button class="small" @click=${()=>{e.takeBack(t.number)}}>${`پس گرفتن اعتراض`}</button></p>`:w}
    ${n&&e.mayDecide?function(e,t){return e.asked===t.number?x`<form class="fields" aria-label=${Gt} @submit=${n=>function(e,t,n){e.preventDefault();let r=`${new FormData(e.target).get(`words`)??``}`.trim(),i=e.submitter?.value;i&&t.decide(n,i===`true`,r)}(n,e,t.number)}>
    <p class="soft wide" id="decide-hint">${`دستگاه این متن را می‌خواند. پذیرفتن، پرونده‌های نام‌برده را از رقم‌های قطعی کنار می‌گذارد.`}</p>
    <label class="wide">${Kt}<textarea name="words" rows="3" required minlength="3" maxlength="2000" aria-describedby="decide-hint"></textarea></label>
    <p class="buttons wide"><button class="main" name="is_upheld" value="true">${`می‌پذیرم`}</button><button name="is_upheld" value="false">${`نمی‌پذیرم`}</button></p></form>`:x`<p class="row"><button class="small" @click=${()=>function(e,t){e.ask(t),L(`.periods form [name=words]`)}(e,t.number)}>${Gt}</button></p>`}(e,t):w}</li>`}(e,t))}</ul>`:x`<p class="soft">${`اعتراضی ثبت نشده است.`}</p>`}
    ${t.may_object&&e.mayObject?function(e){return x`<form class="fields" aria-label=${`ثبت اعتراض`} @submit=${t=>async function(e,t){e.preventDefault();let n=e.target,r=new FormData(n),i=U(`${r.get(`codes`)??``}`).toUpperCase().split(/[\s,،؛]+/).filter(Boolean);await t.objectTo(`${r.get(`words`)??``}`.trim(),i)&&n.reset()}(t,e)}>
    <p class="soft wide" id="object-hint">${`بنویسید کدام رقم نادرست است و چرا. اگر اعتراض پذیرفته شود، پرونده‌هایی که نام می‌برید در رقم‌های قطعی شمرده نمی‌شود. نام و شمارهٔ کسی را ننویسید.`}</p>
    <label class="wide">${`دلیل اعتراض`}<textarea name="words" rows="4" required minlength="3" maxlength="2000" aria-describedby="object-hint"></textarea></label>
    <label class="wide">${`کد پرونده‌ها (اگر اعتراض به همهٔ رقم‌ها نیست)`}<textarea name="codes" rows="2" dir="ltr" maxlength="8000" autocomplete="off" aria-describedby="codes-hint"></textarea></label>
    <p class="soft wide" id="codes-hint">${`کدها را با فاصله یا در خط‌های جدا بنویسید.`}</p>
    <button class="main">${`ثبت اعتراض`}</button></form>`}(e):w}</section>`}(e,t)}
    ${e.mayExport&&t.state!==`open`?function({period:e},t){let n=t=>`/api/v1/desk/periods/${e}/export.${t}`,r=qt;return x`<section class="panel" aria-labelledby="export-title"><h3 id="export-title">${`فایل امضاشده`}</h3><p class="soft">${`همین رقم‌ها برای همهٔ دستگاه‌ها، با امضای سامانه. ذخیره کردن آن در دفتر میز ثبت می‌شود.`}</p>
    <p class="buttons"><a class="button" href=${n(`zip`)} download>${`همه با امضا (ZIP)`}</a><a class="button" href=${n(`csv`)} download>${`جدول (CSV)`}</a>
      <a class="button" href=${n(`json`)} download>${`داده (JSON)`}</a></p>
    <details><summary>${`چگونه درستی فایل را بسنجیم؟`}</summary><ol class="verify">
      <li>${r.program} <a href="/api/v1/desk/periods/verify_export.py" download>${`برنامهٔ سنجش (verify_export.py)`}</a></li>
      <li>${r.key} <a href="/api/v1/ledger/roots">${`کلید عمومی و ریشه‌ها`}</a></li>
      <li>${r.run}<pre class="code" dir="ltr" tabindex="0">python verify_export.py figures-${e}.zip --key KEY</pre></li></ol>
      ${t?.root_hash?x`<p class="soft">${i=t.root_day_fa??``,`رقم‌ها بر ریشهٔ دفتر در روز ${i} استوار است:`} <code class="code hash" dir="ltr">${t.root_hash}</code></p>`:w}</details></section>`;var i}(t,e.figures):w}
    <details class="panel" ?hidden=${!t.entries.length}><summary>${`روند دوره`}</summary>
      <ol class="timeline">${t.entries.map(e=>x`<li class="step"><p><b>${e.title_fa}</b></p><p class="soft"><time>${e.at_fa}</time></p></li>`)}</ol></details>`;var r,i}(e,t):e.notice?w:x`<p class="empty">${`یک دوره را برگزینید.`}</p>`}
    </section>
  </main>`}(this.#o):e===`calls`?function(e,t){let{call:n,progress:r}=e;return x`<main class="upkeep calls">
    <p class="notice" role="alert" ?hidden=${!e.notice}>${e.notice}</p>
    <p class="done" role="status" ?hidden=${!e.done}>${e.done}</p>
    <section class="panel" aria-labelledby="calls-title"><header class="panel-head"><h2 id="calls-title">${H.title}</h2>${r?function({said:e,declined:t,not_reached:n,waiting:r}){let i=[[H.said,e],[H.declined,t],[H.notReached,n],[H.waiting,r]];return x`<dl class="counts" aria-label=${H.progress}>${i.map(([e,t])=>x`<div><dt>${e}</dt><dd>${R(t)}</dd></div>`)}</dl>`}(r):w}</header>
      <p class="soft">${H.hint}</p></section>
    ${n?function(e,t){let{page:n}=e;return x`<section class="panel call" aria-labelledby="call-title" data-code=${t.tracking_code}>
    <h2 id="call-title" tabindex="-1">${H.call} <a class="code" dir="ltr" href=${B(`cases`,t.tracking_code)}>${t.tracking_code}</a></h2>
    <div class="call-body"><div class="call-part">
        <dl class="pairs">${function({page:e},t){return[[H.agency,t.agency_name],...e?[[H.kind,e.kind_fa],[H.filed,e.created_at_fa]]:[],[H.drawn,t.drawn_fa],[H.until,t.until_fa],[H.tries,t.tries?H.times(R(t.tries)):H.never]]}(e,t).map(([e,t])=>x`<div><dt>${e}</dt><dd>${t}</dd></div>`)}</dl>
        ${n?x`<div><h3>${H.matter}</h3><p class="words" dir="auto">${n.description}</p></div>${function(e,t){return e.number?x`<div><h3>${H.number}</h3><p class="number"><a href=${`tel:${e.number}`} dir="ltr">${zt(e.number)}</a></p></div>`:e.mobile?x`<form class="why" aria-label=${H.number} @submit=${t=>function(e,t){e.preventDefault();let n=`${new FormData(e.target).get(`reason`)??``}`.trim();n&&t.reveal(n).then(e=>e?L(`.number a`):void 0)}(t,e)}>
    <p class="soft" id="number-hint">${H.hidden}</p>
    <label>${H.why}<textarea name="reason" rows="2" required minlength="8" maxlength="200" autocomplete="off" aria-describedby="number-hint"
      .value=${H.reason(t.agency_name).slice(0,200)}></textarea></label>
    <div class="buttons"><button class="main">${H.show}</button></div></form>`:x`<p class="soft">${H.noNumber}</p>`}(e,t)}`:w}
      </div><div class="call-part">
        <div><h3>${H.script}</h3><ol class="script">${H.steps.map(e=>x`<li>${e}</li>`)}</ol><p class="soft">${H.rules}</p></div>
        ${n?function(e){return x`<form class="outcome" aria-label=${H.outcome} @submit=${t=>function(e,t){e.preventDefault();let n=e.target,r=new FormData(n).get(`outcome`);r&&gn(t.note(r),n)}(t,e)}>
    <fieldset aria-describedby="once-hint"><legend>${H.outcome}</legend>
      ${Object.entries(H.outcomes).map(([e,t])=>x`<label class="check"><input type="radio" name="outcome" value=${e} required>${t}</label>`)}</fieldset>
    <p class="soft" id="once-hint">${H.onceHint}</p>
    <div class="buttons"><button class="main">${H.keep}</button><button type="button" @click=${t=>{gn(e.postpone(),t.target.form)}}>${H.later}</button></div></form>`}(e):w}
      </div></div>
  </section>`}(e,n):e.calls?x`<p class="empty">${H.empty}</p>`:e.notice?w:x`<p class="soft" role="status">${H.loading}</p>`}
    ${t&&r?function({gaps:e},{month_fa:t}){let n=e.filter(({is_flagged:e})=>e);return x`<section class="panel" aria-labelledby="gaps-title"><h3 id="gaps-title">${H.gaps(t)}</h3><p class="soft">${H.gapsHint}</p>
    ${n.length?n.map(e=>mn(e,!0)):x`<p>${Wt}</p>`}</section>`}(e,r):w}
  </main>`}(this.#s,this.#e.may(`see_insight`)):e===`record`?(a=this.#c,o=this.#e.may(`read_cases`),x`<main class="upkeep record">
    <p class="notice" role="alert" ?hidden=${!a.notice}>${a.notice}</p>
    <p class="done" role="status" ?hidden=${!a.done}>${a.done}</p>
    <section class="panel" aria-labelledby="record-title">
      <h2 id="record-title">${Z.title}</h2>
      <p class="soft">${Z.hint}</p>
      ${a.terms?function(e,{people:t,actions:n}){return x`<form class="fields" aria-labelledby="record-title" @submit=${t=>function(e,t){e.preventDefault();let n=new FormData(e.target),[r,i,a,o,s]=[`account_id`,`action`,`since`,`until`,`tracking_code`].map(e=>U(`${n.get(e)??``}`).trim()),c={account_id:r,action:i,since:a,until:o,tracking_code:s};e.submitter?.name===`save`?t.save(c):t.show(c)}(t,e)}>
    <label>${Z.person}<select name="account_id"><option value="">${Z.everybody}</option>
      ${t.map(({id:e,title:t})=>x`<option value=${e}>${t}</option>`)}</select></label>
    <label>${Z.action}<select name="action"><option value="">${Z.anything}</option>
      ${n.map(({id:e,title:t})=>x`<option value=${e}>${t}</option>`)}</select></label>
    ${nr(e,`since`)}${nr(e,`until`)}
    <p class="soft wide" id="record-day-hint">${Z.dayHint}</p>
    <div><label>${Z.code}<input name="tracking_code" dir="ltr" maxlength="32" autocomplete="off" autocapitalize="characters" spellcheck="false"
      aria-invalid=${!!e.faults.of(`tracking_code`)} aria-describedby=${X(e.faults,`tracking_code`)}></label>${Y(e.faults,`tracking_code`)}</div>
    <p class="buttons wide"><button class="main">${Z.show}</button><button name="save" value="save">${Z.save}</button></p>
  </form>`}(a,a.terms):w}
      ${a.entries?function(e,t,n){return t.length?x`<div class="scroll" tabindex="0" role="region" aria-label=${Z.table}><table>
      <thead><tr><th scope="col">${Z.when}</th><th scope="col">${Z.person}</th><th scope="col">${Z.action}</th><th scope="col">${Z.about}</th></tr></thead>
      <tbody>${t.map(e=>x`<tr data-action=${e.action}>
        <td>${e.at_fa}</td><td>${e.who_fa}</td><td>${e.action_fa}</td><td>${function({tracking_code:e,conversation_id:t,details:n},r){let i=e&&r?x`<a href=${B(`cases`,e)} dir="ltr">${e}</a>`:x`<bdi>${e}</bdi>`;return x`${e?x`<p>${Z.caseIs}: ${i}</p>`:w}
    ${t?x`<p>${Z.talkIs}: <bdi>${t}</bdi></p>`:w}
    ${n.map(({title_fa:e,text:t})=>x`<p>${e}: <bdi>${t}</bdi></p>`)}`}(e,n)}</td></tr>`)}</tbody>
    </table></div>
    ${e.next?x`<p><button @click=${()=>{e.more()}}>${Z.more}</button></p>`:w}`:x`<p class="soft" role="status">${Z.none}</p>`}(a,a.entries,o):w}
    </section>
  </main>`):e===`accounts`?function(e,t){return x`<main class="upkeep staff">
    <p class="notice" role="alert" ?hidden=${!e.notice}>${e.notice}</p>
    <p class="done" role="status" ?hidden=${!e.done}>${e.done}</p>
    ${e.once?function({title:e,text:t,hint:n},r){return x`<section class="panel once" aria-labelledby="once-title">
    <h2 id="once-title" tabindex="-1">${e}</h2>
    <p>${n}</p>
    <p class="secret" id="once-text" dir="ltr">${t}</p>
    <p class="buttons"><button class="main" @click=${e=>{(async function(e,t){let n=e.currentTarget.parentElement?.querySelector(`[role=status]`);try{await navigator.clipboard.writeText(t),n&&(n.textContent=`رونوشت برداشته شد.`)}catch{let e=document.getElementById(`once-text`);e&&getSelection()?.selectAllChildren(e)}})(e,t)}}>${`رونوشت`}</button>
      <button id="once-hide" @click=${r}>${`برداشتم، پنهان شود`}</button><span role="status" class="soft"></span></p>
  </section>`}(e.once,()=>e.hide()):w}
    ${e.isNew?function(e,t){let{faults:n}=e;return x`<section class="panel" aria-labelledby="new-title">
    <p><a href=${B(`accounts`)}>${yr}</a></p>
    <h2 id="new-title" tabindex="-1">${`دعوت همکار تازه`}</h2>
    <p class="soft">${`پیوندی یک‌بارمصرف می‌گیرید. همکارتان با آن گذرواژه‌اش را خودش می‌سازد؛ شما آن را نمی‌بینید.`}</p>
    <form class="fields" novalidate aria-labelledby="new-title" @submit=${t=>async function(e,t){let n=e.target;await t.invite(wr(e))&&(n.reset(),t.choose(`operator`),await L(`#once-title`))}(t,e)}>
      <div><label>${`نام کاربری`}<input name="login" dir="ltr" required maxlength="64" autocomplete="off" autocapitalize="none" spellcheck="false"
        aria-invalid=${!!n.of(`login`)} aria-describedby=${X(n,`login`,`login-hint`)}></label>
        <p class="soft" id="login-hint">${`۳ تا ۶۴ نویسه: حروف لاتین، رقم، نقطه، خط تیره و زیرخط`}</p>${Y(n,`login`)}</div>
      ${Cr(e,void 0,t,!1)}
      <button class="main">${`دعوت شود`}</button>
    </form>
  </section>`}(e,t):e.account?function(e,t,n){return x`<section class="panel" aria-labelledby="account-title">
    <p><a href=${B(`accounts`)}>${yr}</a></p>
    <div class="case-head"><h2 id="account-title" tabindex="-1">${t.name}</h2><span class="badge ${t.state}">${t.state_fa}</span></div>
    <p class="soft"><bdi>${t.login}</bdi> · ${t.role_fa}${t.agency_name?x` · ${t.agency_name}`:w} · ${r=t.created_at_fa,`ساخته شد: ${r}`}</p>
    ${t.until_fa?x`<p class="soft">${(e=>`پیوند دعوت تا ${e} کار می‌کند.`)(t.until_fa)}</p>`:w}
    ${t.is_own?x`<p class="soft">${`نقش، وضعیت و ورودهای حساب خودتان را مدیر دیگری تغییر می‌دهد.`}</p>`:function(e,t){let n=t.state===`disabled`,r=(t,n)=>x`<button aria-expanded=${e.asked===t} @click=${()=>function(e,t){e.ask(e.asked===t?void 0:t),e.asked&&L(`#sure-yes`)}(e,t)}>${n}</button>`;return x`<div class="buttons" role="group" aria-label=${`ورود به حساب`}>
      ${t.sessions?r(`sign-out`,`پایان همهٔ ورودها`):w}
      ${r(`renew`,`پیوند تازه`)}
      ${n?x`<button @click=${()=>{e.enable()}}>${`باز کردن حساب`}</button>`:r(`disable`,`بستن حساب`)}
    </div>
    ${e.asked?function(e,t){return x`<div class="case-sheet" role="group" aria-labelledby="sure">
    <p id="sure">${Tr[t]}</p>
    <p class="buttons"><button class="main" id="sure-yes" @click=${()=>{e.take(t)}}>${`بله، انجام شود`}</button>
      <button @click=${()=>e.ask(void 0)}>${`نه`}</button></p></div>`}(e,e.asked):w}`}(e,t)}
  </section>
  <section class="panel" aria-labelledby="change-title">
    <h3 id="change-title">${`نام، نقش و دستگاه`}</h3>
    ${t.is_own?w:x`<p class="soft">${`با تغییر نقش یا دستگاه، این همکار از همهٔ مرورگرها خارج می‌شود و دوباره وارد می‌شود.`}</p>`}
    <form class="fields" novalidate aria-labelledby="change-title" @submit=${n=>function(e,t,n){let r=n.agency_id?{agency_id:n.agency_id}:{},i=n.is_own?{role:n.role,...r}:{};t.change({...wr(e),...i})}(n,e,t)}>
      ${Cr(e,t,n,t.is_own)}
      <button class="main">${`ذخیره شود`}</button>
    </form>
  </section>
  <section class="panel" aria-labelledby="signed-title">
    <h3 id="signed-title">${`کجا وارد شده است`}</h3>
    ${t.signed_in.length?x`<ul class="closures">${t.signed_in.map(e=>x`<li><p><b>${e.device_fa}</b></p>
          <p class="soft">${(e=>`ورود: ${e}`)(e.began_at_fa)}</p><p class="soft">${(e=>`آخرین بار: ${e}`)(e.seen_at_fa)}</p></li>`)}</ul>`:x`<p class="soft">${`اکنون در هیچ مرورگری وارد نیست.`}</p>`}
  </section>`;var r}(e,e.account,t):function(e,t){let{page:n}=e;return x`<section class="panel" aria-labelledby="staff-title">
    <div class="panel-head"><h2 id="staff-title">${`حساب‌ها`}</h2><a class="button" href=${B(`accounts`,`new`)}>${`دعوت همکار تازه`}</a></div>
    <p class="soft">${`هر کس که پای میز می‌نشیند این‌جا حساب دارد. هر تغییر در دفتر میز ثبت می‌شود.`}</p>
    ${function(e,t){let{wanted:n}=e;return x`<form class="fields four" role="search" aria-label=${`جست‌وجو در حساب‌ها`} @submit=${t=>function(e,t){e.preventDefault();let n=new FormData(e.target),[r,i,a,o]=[`words`,`role`,`agency_id`,`state`].map(e=>`${n.get(e)??``}`.trim());t.find({words:r,role:i,agency_id:a,state:o})}(t,e)}>
    <label>${`نام یا نام کاربری`}<input name="words" type="search" maxlength="64" autocomplete="off" .value=${n.words}></label>
    <label>${fr}<select name="role"><option value="">${`هر نقشی`}</option>${Q(Object.entries(pr),n.role)}</select></label>
    <label>${hr}<select name="agency_id"><option value="">${`هر دستگاهی`}</option>
      ${Q((t?.agencies??[]).map(({id:e,title:t})=>[e,t]),n.agency_id)}</select></label>
    <label>${gr}<select name="state"><option value="">${`هر وضعیتی`}</option>${Q(Object.entries(_r),n.state)}</select></label>
    <button class="main">${`نشان بده`}</button>
  </form>`}(e,t)}
    ${n?x`<p class="soft" role="status">${n.total?(r=R(n.total),`${r} حساب`):`حسابی با این ویژگی‌ها نیست. واژه‌ها را کوتاه‌تر کنید یا نقش و دستگاه را بردارید.`}</p>`:w}
    ${n?.accounts.length?(i=n.accounts,x`<div class="scroll" tabindex="0" role="region" aria-label=${`جدول حساب‌ها`}><table class="stacked">
    <thead><tr><th scope="col">${`نام`}</th><th scope="col">${fr}</th><th scope="col">${gr}</th><th scope="col">${vr}</th></tr></thead>
    <tbody>${i.map(e=>x`<tr data-id=${e.id}>
      <th scope="row"><a href=${B(`accounts`,e.id)}>${e.name}</a> ${e.is_own?x`<span class="badge">${`حساب شما`}</span>`:w}
        <span class="soft"><bdi>${e.login}</bdi></span></th>
      <td data-label=${fr}>${e.role_fa}${e.agency_name?x` <span class="soft">${e.agency_name}</span>`:w}</td>
      <td data-label=${gr}><span class="badge ${e.state}">${e.state_fa}</span></td>
      <td data-label=${vr}>${e.seen_at_fa??x`<span class="soft">${`اکنون وارد نیست`}</span>`}</td></tr>`)}</tbody>
  </table></div>`):w}
    ${n&&n.pages>1?function(e,t){let{number:n}=e;return x`<nav class="buttons" aria-label=${`صفحه‌ها`}>
    <button ?disabled=${n<=1} @click=${()=>{e.turn(n-1)}}>${`صفحهٔ پیش`}</button>
    <span>${((e,t)=>`صفحهٔ ${e} از ${t}`)(R(n),R(t))}</span>
    <button ?disabled=${n>=t} @click=${()=>{e.turn(n+1)}}>${`صفحهٔ پس`}</button>
  </nav>`}(e,n.pages):w}
  </section>`;var r,i}(e,t)}
  </main>`}(this.#l,this.#t.terms):e===`situation`?function(e,t,n){let{found:r}=e;return x`<main class="situation">
    <p class="notice" role="alert" ?hidden=${!e.notice}>${e.notice}</p>
    ${function(e,t,n){let{found:r}=e,i=e.agency?`?agency_id=${encodeURIComponent(e.agency)}`:``;return x`<header class="situation-head">
    <h2>${W.title}${r?.agency_name?x` <span class="soft">${r.agency_name}</span>`:w}</h2>
    ${r?x`<p class="soft updated">${W.updated(r.at_fa)}</p>`:w}
    ${n.isClerk?w:x`<label class="scope"><span class="unseen">${W.scope}</span><select @change=${e=>{t=e.target.value,location.hash=B(`situation`,t||void 0);return;var t}}>
      <option value="" .selected=${!e.agency}>${W.all}</option>
      ${(t?.agencies??[]).map(({id:t,title:n})=>x`<option value=${t} .selected=${t===e.agency}>${n}</option>`)}</select></label>`}
    <a class="button" href=${rn(e.agency??r?.agency_id)}>${r?.agency_id?W.report:W.reports}</a>
    <a class="button" href=${`/api/v1/desk/situation.csv${i}`} download>${W.save}</a>
  </header>`}(e,t,n)}
    ${r?function(e,t,n){return x`${function(e,t,n){let{now:r,clocks:i,queue:a}=t,o=t.moved.find(({window:e})=>e===`day`),s=t=>({agency_id:e.agency,...t});return x`<ul class="tiles">
    <li class=${r.late?`tile urgent`:`tile`}><h3>${W.late}</h3><p class="figure">${K(n,s({overdue:!0}),R(r.late))}</p>
      <p class="soft">${W.lateHint}</p>
      ${o?x`<p>${K(n,s({breached:!0,within_h:24}),W.breached(R(o.breached)))}</p>`:w}</li>
    <li class=${i.within_3h?`tile near`:`tile`}><h3>${W.soon}</h3><p class="figure">${K(n,s({due_in_h:3}),R(i.within_3h))}</p>
      <p class="soft">${W.soonHint}</p>
      <dl class="clocks" aria-label=${W.clocksTitle}>${[1,24,72].map(e=>x`<div><dt>${W.clocks[`within_${e}h`]}</dt>
        <dd>${K(n,s({due_in_h:e}),R(i[`within_${e}h`]))}</dd></div>`)}</dl></li>
    <li class="tile"><h3>${W.waiting}</h3><p class="figure">${K(n,s({}),R(r.waiting))}</p>
      <p class="soft">${W.waitingHint}${t.unknown_agency?x` (${W.unknown(R(t.unknown_agency))})`:w}</p>
      ${o?x`<p class="pair">${K(n,s({moved:[`registered`],within_h:24}),W.filed(R(o.filed)))}
        ${K(n,s({moved:[`answered`],within_h:24}),W.answered(R(o.answered)))}</p>`:w}</li>
    ${a?x`<li class="tile"><h3>${W.queue}</h3><p class="figure">${n.seeQueue?x`<a href=${B(`talks`)}>${R(a.waiting)}</a>`:x`<span>${R(a.waiting)}</span>`}</p>
      <p class="soft">${W.queueHint}</p>
      <p class="pair">${a.longest_s===void 0?w:x`<span>${W.longest(z(a.longest_s))}</span>`}
        <span>${a.median_s===void 0?W.nobodyWaited:W.median(z(a.median_s))}</span></p></li>`:w}
  </ul>`}(e,t,n)}
    <div class="situation-grid">
      <section class="panel-map" aria-labelledby="map-title"><h3 id="map-title">${W.map}</h3>
        ${Xt(e,t.provinces,n.readCases)}
        <p class="soft">${W.mapHint} <span class="on-keys">${W.mapKeys}</span></p>
        ${r=W.province,i=t.provinces,a=W.asTable,o=t=>an(e,n,{province:t.id?t.name:`-`}),x`<details class="as-table"><summary>${a}</summary>${on(r,i,o,W.noProvince)}</details>`}
      </section>
      ${t.agencies.length||!t.agency_id?function(e,t,n){let r=t.agencies.slice(0,10),i=t.agencies.length-r.length;return x`<section class="panel-agencies" aria-labelledby="agencies-title"><h3 id="agencies-title">${W.agencies}</h3>
    ${r.length?on(W.agency,r,t=>t.id?an(e,n,{agency_id:t.id}):(e,t)=>x`${R(t)}`,W.noAgency,!0):x`<p class="soft">${W.nothingWaits}</p>`}
    ${i>0?x`<p class="soft">${W.moreAgencies(R(i))}</p>`:w}
    <p><a href=${rn(void 0)}>${W.reportsOfAll}</a></p></section>`}(e,t,n):w}
      ${n.readCases?function(e){return x`<section class="panel-nearest" aria-labelledby="nearest-title"><h3 id="nearest-title">${W.nearest}</h3>
    ${e.nearest.length?x`<ul class="near-list">${e.nearest.map(e=>x`<li><a href=${B(`cases`,e.tracking_code)}>
        <b class="code" dir="ltr">${e.tracking_code}</b><span class="left">${e.time_left_fa}</span>
        <span class="soft">${[e.agency_name,e.place_fa].filter(Boolean).join(` · `)}</span></a></li>`)}</ul>
      <p><a href=${Jt({agency_id:e.agency,due_in_h:72})}>${W.showAll}</a></p>`:x`<p class="soft">${W.noneNear}</p>`}</section>`}(e):w}
      ${function(e,t){return x`<section class="panel-outages" aria-labelledby="now-outages-title"><h3 id="now-outages-title">${t.keepOutages?x`<a href=${B(`outages`)}>${W.outages}</a>`:W.outages}</h3>
    ${e.outages.length?x`<ul class="outage-list">${e.outages.map(e=>x`<li>
        <span class=${e.is_confirmed?`badge late`:`badge`}>${e.is_confirmed?W.confirmed:W.suspected}</span>
        <b>${e.agency_name}</b> <span class="soft">${[e.place_fa,W.since(e.since_fa),e.people?W.told(R(e.people)):``].filter(Boolean).join(` · `)}</span></li>`)}</ul>`:x`<p class="soft">${W.noOutage}</p>`}</section>`}(t,n)}
      ${function(e,t,n){return x`<section class="panel-marks" aria-labelledby="marks-title"><h3 id="marks-title">${W.marks}</h3>
    ${cn(W.caseMarks,t.case_marks,(t,r)=>K(n,(t=>({agency_id:e.agency,moved:[`confirmed`,`partly`,`disputed`],within_h:t}))(t),r))}
    ${t.talk_marks.length?cn(W.talkMarks,t.talk_marks,(e,t)=>x`${t}`):w}
    <p class="soft">${W.interval}${t.talk_marks.length?x` ${W.askedDays}`:w}</p></section>`}(e,t,n)}
      ${t.settled.length?function(e){return x`<section class="panel-settled" aria-labelledby="settled-title"><h3 id="settled-title">${W.settled}</h3>
    <table class="marks"><thead><tr><th scope="col">${W.window}</th><th scope="col">${W.alone}</th><th scope="col">${W.talks}</th><th scope="col">${W.handed}</th><th scope="col">${W.bad}</th></tr></thead>
      <tbody>${e.settled.map(e=>x`<tr><th scope="row">${W.windows[e.window]}</th><td>${ln(e.alone)}</td><td>${R(e.alone.of)}</td>
        <td>${R(e.handed_over)}</td><td>${R(e.badly_rated)}</td></tr>`)}</tbody></table>
    <p class="soft">${W.settledHint}</p></section>`}(t):w}
      <section class="panel-trend" aria-labelledby="trend-title"><h3 id="trend-title">${W.trend}</h3>${function(e){let t=t=>e.reduce((e,n)=>e+n[t],0),n=Math.max(4,...e.flatMap(({filed:e,answered:t,breached:n})=>[e,t,n])),r=t=>6+t*(en-12)/Math.max(1,e.length-1),i=e=>G-nn-e*(G-tn-nn)/n,a=t=>e.map((e,n)=>`${r(n).toFixed(1)},${i(e[t]).toFixed(1)}`).join(` `),[o,s]=[e[0],e.at(-1)];return x`<svg class="trend" viewBox="0 0 ${en} ${G}" role="img" aria-label=${W.trendIs(R(t(`filed`)),R(t(`answered`)),R(t(`breached`)))}>
      ${[0,.5,1].map(e=>S`<line class="grid" x1="0" x2=${en} y1=${i(n*e)} y2=${i(n*e)}></line>`)}
      <text x="2" y=${i(n)-3} text-anchor="end" class="tick">${R(n)}</text>
      ${e.map((e,t)=>e.breached?S`<rect class="breached" x=${r(t)-5} width="10" y=${i(e.breached)} height=${i(0)-i(e.breached)} rx="1.5"></rect>`:S``)}
      <polyline class="answered" points=${a(`answered`)}></polyline>
      <polyline class="filed" points=${a(`filed`)}></polyline>
      <text x="2" y=${G-5} text-anchor="end" class="tick">${o?.at_fa}</text>
      <text x=${en-2} y=${G-5} text-anchor="start" class="tick">${s?.at_fa}</text>
    </svg>
    <ul class="legend trend-legend">
      ${[`filed`,`answered`,`breached`].map(e=>x`<li><i class=${`key ${e}`}></i>${W.lines[e]}: <b>${R(t(e))}</b></li>`)}
    </ul>
    <details class="as-table"><summary>${W.asTable.replace(`نقشه`,`نمودار`)}</summary>
      <div class="scroll" tabindex="0" role="region" aria-label=${W.trend}><table>
        <thead><tr><th scope="col">${W.day}</th>${[`filed`,`answered`,`breached`].map(e=>x`<th scope="col">${W.lines[e]}</th>`)}</tr></thead>
        <tbody>${e.map(e=>x`<tr><th scope="row">${e.at_fa}</th><td>${R(e.filed)}</td><td>${R(e.answered)}</td><td>${R(e.breached)}</td></tr>`)}</tbody>
      </table></div></details>`}(t.trend)}<p class="soft">${W.trendHint}</p></section>
    </div>`;var r,i,a,o}(e,r,n):e.notice?w:x`<p class="soft" role="status">${W.loading}</p>`}
  </main>`}(this.#u,this.#t.terms,this.#v):e===`own`?(r=this.#d,i=this.#e.session.account.login,x`<main class="upkeep own">
    <h2>${Vn}</h2>
    <p class="notice" role="alert" ?hidden=${!r.notice}>${r.notice}</p>
    <p class="done" role="status" ?hidden=${!r.done}>${r.done}</p>
    ${r.sessions?function(e,t){let n=t.filter(({is_this:e})=>!e);return x`<section class="panel" aria-labelledby="sessions-title">
    <h3 id="sessions-title">${`کجا وارد شده‌اید`}</h3>
    <p class="soft">${n.length?`اگر ورودی را نمی‌شناسید، آن را پایان دهید و گذرواژه را عوض کنید.`:`جای دیگری وارد نشده‌اید.`}</p>
    <ul class="closures">${t.map(t=>{return x`<li>
      <p><b>${t.device_fa}</b> ${t.is_this?x`<span class="badge">${`همین مرورگر`}</span>`:w}</p>
      <p class="soft">${n=t.began_at_fa,`ورود: ${n}`}</p><p class="soft">${(e=>`آخرین بار: ${e}`)(t.seen_at_fa)}</p>
      ${t.is_this?w:x`<button class="small" aria-label=${((e,t)=>`پایان دادن به ورود ${e}، ${t}`)(t.device_fa,t.began_at_fa)} @click=${()=>{e.end(t.id)}}>${`پایان دادن`}</button>`}</li>`;var n})}</ul>
    ${n.length?x`<p><button @click=${()=>{e.endOthers()}}>${`خروج از همهٔ مرورگرهای دیگر`}</button></p>`:w}
  </section>`}(r,r.sessions):w}
    ${function(e,t){return x`<section class="panel" aria-labelledby="password-title">
    <h3 id="password-title">${`عوض کردن گذرواژه`}</h3>
    <p class="soft" id="password-hint">${`گذرواژهٔ تازه دست‌کم ۱۲ نویسه دارد؛ چند واژهٔ بی‌ربط پشت سر هم خوب است. با این کار از همهٔ مرورگرهای دیگر خارج می‌شوید.`}</p>
    <form class="fields" aria-labelledby="password-title" @submit=${t=>function(e,t){e.preventDefault();let n=new FormData(e.target),[r,i,a,o]=[`old`,`fresh`,`again`,`code`].map(e=>`${n.get(e)??``}`);t.change(r,i,a,U(o))}(t,e)}>
      <input hidden autocomplete="username" .value=${t} readonly>
      <label class="wide">${`گذرواژهٔ کنونی`}<input name="old" type="password" dir="ltr" required maxlength="128" autocomplete="current-password"></label>
      <label>${`گذرواژهٔ تازه`}<input name="fresh" type="password" dir="ltr" required minlength="12" maxlength="128" autocomplete="new-password"
        aria-describedby="password-hint"></label>
      <label>${`گذرواژهٔ تازه، یک بار دیگر`}<input name="again" type="password" dir="ltr" required maxlength="128" autocomplete="new-password"></label>
      <div><label>${`کد یک‌بارمصرف`}<input name="code" inputmode="numeric" dir="ltr" required maxlength="7" autocomplete="one-time-code"
        aria-describedby="own-code-hint"></label>
        <p class="soft" id="own-code-hint">${`شش رقم از برنامهٔ کدساز گوشی`}</p></div>
      <button class="main">${`عوض شود`}</button>
    </form>
  </section>`}(r,i)}
  </main>`):this.#y();var t,n,r,i,a,o,s,c}get#v(){let e=e=>this.#e.may(e),t=e(`read_cases`)&&!e(`see_queue`);return{readCases:e(`read_cases`),seeQueue:e(`see_queue`),keepOutages:e(`keep_outages`),isClerk:t}}#y(){let e=this.#e,{talk:t}=e;return x`
      <main class="room" data-open=${t?`talk`:`list`}>
        <nav class="lists" aria-label=${`فهرست گفت‌وگوها`}>${function(e){let{waiting:t,mine:n,others:r,load:i}=e.queue,a=e.canAnswer;return x`
    ${i?function(e){return x`<section class="load">
    <h2>${`وضعیت میز`}</h2>
    <dl>${[[`در صف`,R(e.waiting)],[`بیشترین انتظار`,zr(e.longest_wait_s)],[`میانهٔ انتظار`,zr(e.median_wait_s)],[`میانهٔ رسیدگی`,zr(e.median_handling_s)]].map(([e,t])=>t?x`<div><dt>${e}</dt><dd>${t}</dd></div>`:w)}</dl>
    ${e.alarms.length?x`<div role="group" aria-label=${`هشدارها`}>${e.alarms.map(e=>{return x`<p class="badge late alarm">${t=e.name,n=R(e.looks),r=e.at_fa,`${t} در یک ساعت ${n} بار اطلاعات شخصی دیده است (${r}).`}
          ${e.is_stopped?`جلوی دیدن بیشتر در آن ساعت گرفته شد.`:w}</p>`;var t,n,r})}</div>`:w}
    ${e.operators.map(({name:e,conversations:t})=>x`<p class="soft">${((e,t)=>`${e}: ${t} گفت‌وگو`)(e,R(t))}</p>`)}
  </section>`}(i):w}
    ${a?Rr(e,`در دست من`,n,`گفت‌وگویی در دست ندارید.`):w}
    ${Rr(e,`در صف`,t,`کسی در صف نیست.`)}
    ${a?x`<button class="wide" ?disabled=${!t.length} @click=${()=>e.takeNext()}>${`گرفتن نفر بعدی`}</button>`:w}
    ${r.length?Rr(e,`در دست دیگران`,r,``):w}
  `}(e)}<p class="soft keys">${`کلیدهای میان‌بر: ؟`}</p></nav>
        <section class="talk">
          ${t?function(e,t,n){return x`
    <header class="talk-head">
      <button class="back" @click=${()=>e.leave()}>${`بازگشت به فهرست`}</button>
      <p class="owner ${t.owner}">
        ${t.owner_name&&!t.is_mine?`${$e[t.owner]}: ${t.owner_name}`:$e[t.owner]}
        ${t.queued_at_fa?x`<span class="soft">${r=t.queued_at_fa,`از ${r}`}</span>`:w}
      </p>
      <div class="actions">${function(e,t){return e.canAnswer?t.owner===`queue`?x`${Hr(e)}<button class="main" @click=${()=>e.take(t.conversation_id)}>${`گرفتن گفت‌وگو`}</button>`:t.is_mine?x`
    ${Hr(e)}
    <button @click=${()=>e.release()}>${`بازگرداندن به صف`}</button>
    <button aria-expanded=${e.sheet===`transfer`} @click=${()=>Ur(e,`transfer`)}>${`سپردن به همکار`}</button>
    <button class="main" aria-expanded=${e.sheet===`close`} @click=${()=>Ur(e,`close`)}>${`پایان گفت‌وگو`}</button>
  `:Hr(e):w}(e,t)}</div>
    </header>
    ${e.sheet===`none`?w:function(e,t){return e.sheet===`redact`?function(e){return x`<form class="case-sheet" aria-label=${tt} @submit=${t=>async function(e,t){e.preventDefault();let n=new FormData(e.target),[r,i]=[`words`,`reason`].map(e=>`${n.get(e)??``}`.trim());await t.redact(r,i)&&document.getElementById(`log`)?.focus()}(t,e)}
      @keydown=${St}>
    <h3>${tt}</h3>
    <p class="soft" id="redact-hint">${`این واژه‌ها از گفت‌وگو، یادداشت‌ها و پرونده‌های آن برای همیشه پاک می‌شود و به جایشان «[حذف]» می‌آید. پیش از باز کردن این برگه می‌توانید واژه‌ها را در متن نشان کنید.`}</p>
    <label>${`واژه‌هایی که باید حذف شود، همان‌طور که نوشته شده است`}<input id="redact-words" name="words" required minlength="2" maxlength=${200} autocomplete="off"
      dir="auto" aria-describedby="redact-hint" .value=${e.marked}></label>
    <label>${`دلیل (خود واژه‌ها را در آن نیاورید)`}<textarea id="redact-reason" name="reason" rows="2" required minlength="3" maxlength="2000"></textarea></label>
    <div class="buttons">
      <button class="main">${`برای همیشه حذف شود`}</button>
      <button type="button" class="quiet" @click=${()=>e.showSheet(`none`)}>${Ze}</button>
    </div>
  </form>`}(e):e.sheet===`transfer`?function(e,t){let n=t?.filter(({presence:e})=>e===`here`)??[],r=t?.filter(({presence:e})=>e!==`here`)??[];return x`<div class="sheet" role="group" aria-label=${Xe}>
    <p>${t?n.length?Xe:`اکنون همکار دیگری پای میز نیست. می‌توانید گفت‌وگو را به صف برگردانید.`:`کمی صبر کنید`}</p>
    ${n.map(t=>function(e,{id:t,name:n,role_fa:r,conversations:i}){return x`<button @click=${()=>e.transfer(t)}>
    ${n} (${r}) <span class="soft">${i?(a=R(i),`${a} گفت‌وگو در دست`):`بدون گفت‌وگو`}</span>
  </button>`;var a}(e,t))}
    <button class="quiet" @click=${()=>e.showSheet(`none`)}>${Ze}</button>
    ${r.length?x`<p class="soft elsewhere">${`پای میز نیستند`}: ${r.map(Vr).join(`، `)}</p>`:w}
  </div>`}(e,e.colleagues):x`<div class="sheet" role="group" aria-label=${Ye}>
    <p>${Ye}</p>
    ${t.map(([t,n])=>x`<button @click=${()=>e.close(t)}>${n}</button>`)}
    <button class="quiet" @click=${()=>e.showSheet(`none`)}>${Ze}</button>
  </div>`}(e,n)}
    <div class="log" id="log" role="log" tabindex="0" aria-label=${`پیام‌های گفت‌وگو`}>
      ${t.events.map(t=>function(e,t){let{role:n,reply:r,owner:i,turn_id:a}=t.data;if(i)return x`<p class="moved">${et[i]} · ${t.at_fa}</p>`;if(!n||!r)return w;let o=a?e.revealed.get(a):void 0,s=t.is_hidden&&o===void 0&&a&&e.may(`reveal_personal_data`),c=o===void 0?function(e){let t=e.services??(e.service?[e.service]:[]);return x`
    ${e.text?x`<p dir="auto">${e.text}</p>`:w}
    ${t.map(e=>x`<p class="card"><b>${e.title}</b><span class="soft">${e.agency.name}</span></p>`)}
    ${e.tracking_code?x`<p>${n=e.tracking_code,r=e.status_fa??``,`پروندهٔ ${n}: ${r}`}</p>`:w}
    ${e.kind===`line`?x`<p>${e.title}: ${e.reason}</p>`:w}
    ${e.options?.length?x`<p class="soft">${`گزینه‌ها`}: ${e.options.map(({title:e})=>e).join(`، `)}</p>`:w}
  `;var n,r}(r):x`<p dir="auto">${o}</p>`;return x`<article class="said ${n===`notice`?`system`:n}">
    <p class="who">${Qe[n]} · <time>${t.at_fa}</time></p>
    ${c}
    ${s?x`<button class="reveal" @click=${()=>e.reveal(a)}>${`نمایش اطلاعات شخصی`}</button>`:w}
    ${o===void 0?w:x`<p class="soft">${`این نمایش ثبت شد.`}</p>`}
  </article>`}(e,t))}
    </div>
    ${t.is_mine?(i=e.typing.isShown(t.conversation_id),x`<p class="typing soft" aria-live="off">${i?`شهروند در حال نوشتن است…`:w}</p>`):w}
  `;var r,i}(e,t,this.#h):x`<p class="empty">${`گفت‌وگویی را از فهرست باز کنید.`}</p>`}
          ${t?.is_mine?function(e,t){let n=e.drafts.get(t.conversation_id)??``;return x`
    ${e.suggestions.shown?function(e,t,{services:n,answers:r}){return n.length||r.length?x`<section class="suggested" aria-label=${nt}>
    <h2>${nt}</h2>
    <ul class="chips">
      ${r.map(({title:n,text:r})=>x`<li><button @click=${()=>Fr(e,t,r)}>${n}</button></li>`)}
      ${n.map(t=>{return x`<li><button aria-label=${n=t.title,`فرستادن کارت «${n}»`} @click=${()=>e.sendCard(t)}>
          ${(e=>`کارت «${e}»`)(t.title)}</button></li>`;var n})}
    </ul>
  </section>`:w}(e,n,e.suggestions.shown):w}
    <form class="composer" @submit=${t=>(t.preventDefault(),void e.say(n))}>
      <label class="unseen" for="reply">${`پاسخ به شهروند`}</label>
      <textarea id="reply" rows="3" maxlength="2000" dir=${n?`auto`:`rtl`} placeholder=${`پاسخ خود را بنویسید. Enter می‌فرستد، Shift+Enter خط تازه.`} .value=${n}
        @input=${t=>e.draft(t.target.value)}
        @keydown=${t=>function(t){t.key!==`Enter`||t.shiftKey||t.isComposing||(t.preventDefault(),e.say(n))}(t)}></textarea>
      <button class="main" ?disabled=${!n.trim()}>${`فرستادن`}</button>
    </form>
    <div class="tools">
      <details class="tool"><summary>${`پاسخ‌های آماده`}</summary>
        <ul class="chips">
          ${e.canned.map(({title:t,text:r})=>x`<li><button @click=${()=>Fr(e,n,r)}>${t}</button></li>`)}
        </ul>
      </details>
      <details class="tool" id="search-tool"><summary>${`جست‌وجوی خدمت`}</summary>
        <form role="search" @submit=${t=>function(e,t){t.search(Ir(e))}(t,e)}>
          <label class="unseen" for="search">${rt}</label>
          <input id="search" name="words" type="search" maxlength="300" placeholder=${rt}>
          <button>${`جست‌وجو`}</button>
        </form>
        ${e.found?function(e,t){return t.length?x`<ul class="entries">
    ${t.map(t=>x`<li><button class="entry" @click=${()=>e.sendCard(t)}>
        <span class="unseen">${`فرستادن کارت`}: </span><b>${t.title}</b><span class="soft">${t.agency.name}</span></button></li>`)}
  </ul>`:x`<p class="soft" role="status">${`خدمتی پیدا نشد.`}</p>`}(e,e.found):w}
      </details>
      <details class="tool"><summary>${it}</summary>
        <form @submit=${t=>{(async function(e,t){let n=e.target;await t.note(Ir(e))&&n.reset()})(t,e)}}>
          <label class="unseen" for="note">${it}</label>
          <input id="note" name="words" maxlength="2000" autocomplete="off">
          <button>${`ثبت یادداشت`}</button>
        </form>
      </details>
    </div>
  `}(e,t):w}
        </section>
        ${t?x`<section class="pack" aria-label=${at}>${function({pack:e,notes:t}){return x`
    <h2>${at}</h2>
    <p class="mood ${e.mood}">${`حال شهروند`}: <b>${e.mood_fa}</b></p>
    ${Lr(`نخستین پرسش`,e.first_words)}
    ${e.last_words===e.first_words?w:Lr(`آخرین پیام`,e.last_words)}
    ${function({about:e}){let t=Object.entries(e);return t.length?x`<section><h3>${`موضوع`}</h3>
    <dl>${t.map(([e,t])=>x`<div><dt>${e}</dt><dd>${t}</dd></div>`)}</dl>
  </section>`:w}(e)} ${function({tried:e,failed_turns:t}){return e.length?x`<section>
    <h3>${`آنچه دستیار کرده است`} ${t?x`<span class="badge">${n=R(t),`${n} بار بی‌نتیجه`}</span>`:w}</h3>
    <ol>
      ${e.map(({asked:e,shown:t,has_failed:n})=>x`<li dir="auto">${e}
          <span class="soft">${t.length?t.join(`، `):n?`بی‌نتیجه`:``}</span></li>`)}
    </ol>
  </section>`:w;var n}(e)} ${function({cases:e}){return e.length?x`<section><h3>${`پرونده‌ها`}</h3>
    ${e.map(e=>{return x`<p><b dir="ltr">${e.tracking_code}</b> ${e.agency_name}
        <span class="soft">${e.status_fa} · ${t=e.due_at_fa,`مهلت: ${t}`}</span></p>`;var t})}
  </section>`:w}(e)}
    ${t.length?x`<section><h3>${`یادداشت‌ها`}</h3>
          ${t.map(({author:e,text:t,at_fa:n})=>x`<p>${t}<span class="soft">${e} · ${n}</span></p>`)}
        </section>`:w}
  `}(t)}</section>`:w}
      </main>
    `}async#b(){this.#m=function(e,t,n){let[r=``,i]=e.replace(/^#/,``).split(`?`),[a,o=``]=r.split(`/`),s=[...t,`own`].find(e=>e===a);if(!s)return{tab:n,code:void 0,isRefused:Ct.some(([e])=>e===a)};let c=Et.includes(s)&&i?new URLSearchParams(i):void 0;return{tab:s,code:Tt[s]?.test(o)?o:void 0,query:c}}(location.hash,this.#f,this.#p),this.requestUpdate();let{tab:e,code:t,query:n}=this.#m;if(e!==`situation`&&this.#u.leave(),e===`talks`)return;if(e===`situation`)return void await Promise.all([this.#t.offer(),this.#u.arrive(t)]);if(e===`phone`)return this.#t.offer();if(e===`themes`)return await this.#a.arrive(t),t?L(`#theme-title`):void 0;if(e===`periods`)return await this.#o.arrive(t,n?.get(`agency_id`)??void 0),t&&!n?L(`#period-title`):void 0;if(e===`calls`)return this.#s.arrive();if(e===`record`)return this.#c.arrive();if(e===`own`)return this.#d.arrive(t===`changed`);if(e===`accounts`)return await Promise.all([this.#t.offer(),this.#l.arrive(t)]),t?L(`#account-title, #new-title`):void 0;if(e===`outages`)return void await Promise.all([this.#t.offer(),this.#i.read()]);if(e===`upkeep`)return await Promise.all([this.#t.offer(),this.#r.read()]),this.#r.offer(this.#t.terms);let r=n?Promise.all([this.#t.offer(),this.#t.ask(n)]):this.#t.arrive();await Promise.all([r,this.#t.open(t)]),t&&await L(`#case-title`)}updated(e){let t=this.querySelector(`#log`);if(t){this.#g.observe(t);for(let e of t.children)this.#g.observe(e)}}#x(){let e=this.querySelector(`#log`);e&&(e.scrollTop=e.scrollHeight)}#S(e){if(this.#e.touch(),e.key===`Escape`)return this.#T();let t=e.target.matches?.(`input, textarea, select`);if(e.key!==`?`&&e.key!==`؟`||t){if(!e.altKey||document.getElementById(or)?.open||!this.#C(e.code))return}else sr();e.preventDefault()}#C(e){let t=this.#f[Number(e.replace(`Digit`,``))-1];return e.startsWith(`Digit`)&&t?(location.hash=B(t),!0):this.#m.tab===`cases`?function(e,t){let n=It[t];if(t===`KeyS`)document.getElementById(`case-search`)?.focus();else if(t===`KeyN`)e.next&&(r=e.next,location.hash=B(`cases`,r));else{if(!n)return!1;bt(e,n)}var r;return!0}(this.#t,e):this.#m.tab===`phone`?function(e,t){if(t===`KeyS`)document.getElementById(`heard`)?.focus();else if(t===`KeyR`)e.read();else{if(t!==`KeyN`||!e.receipt)return!1;(function(e){e.next(),L(`#heard`)})(e)}return!0}(this.#n,e):this.#m.tab===`themes`?function(e){return e===`KeyR`&&(L(`.themes [name=title]`),!0)}(e):this.#m.tab===`talks`&&this.#w(e)}#w(e){if(e===`KeyN`)this.#e.takeNext().then(()=>L(`#reply`));else if(e===`KeyR`)L(`#reply`);else if(e===`KeyS`)this.#E();else{if(e!==`KeyX`)return!1;Br(this.#e)}return!0}#T(){this.#m.tab===`accounts`&&this.#l.once||(this.#m.tab===`talks`&&this.#e.sheet!==`none`?this.#e.showSheet(`none`):Wr.includes(this.#m.tab)&&this.#m.code?location.hash=B(this.#m.tab):this.#m.tab===`cases`&&this.#t.asked?this.#t.askFor(void 0):this.#m.tab===`cases`&&this.#t.sheet&&this.#t.show(void 0))}#E(){this.querySelector(`#search-tool`)?.setAttribute(`open`,``),L(`#search`)}}),customElements.define(`desk-sign-in`,class extends Gr{async step(e){await this.api.signIn(`${e.get(`login`)}`,`${e.get(`password`)}`,`${e.get(`code`)}`),location.assign(`/desk${location.hash}`)}render(){return x`<form @submit=${this.submit}>
      ${this.trouble}
      <label>${ot}<input name="login" autocomplete="username" dir="ltr" required maxlength="64" autofocus></label>
      <label>${st}<input name="password" type="password" autocomplete="current-password" dir="ltr" required
        maxlength="128"></label>
      ${Kr()}
      <button class="main">${`ورود`}</button>
    </form>`}}),customElements.define(`desk-enrol`,class extends Gr{#e=location.hash.slice(1);#t;#n=!1;connectedCallback(){super.connectedCallback(),this.#e?this.attempt(async()=>{this.#t=await this.api.beginEnrolment(this.#e)}):this.problem=`نشانی کامل نیست. پیوندی را که گرفته‌اید دوباره باز کنید.`}async step(e){await this.api.enrol(this.#e,`${e.get(`password`)}`,`${e.get(`code`)}`),this.#n=!0,history.replaceState(null,``,location.pathname)}render(){if(this.#n)return x`<p role="status">${`حساب آماده است.`}</p><p><a href="/desk/sign-in">${`رفتن به صفحهٔ ورود`}</a></p>`;let e=this.#t;return e?x`<form @submit=${this.submit}>
      <p>${t=e.name,`سلام ${t}. این حساب برای شما ساخته شده است.`}</p>
      <p>${`این کلید را در برنامهٔ کدساز گوشی (مانند Aegis یا Google Authenticator) وارد کنید:`}</p>
      <p class="secret" dir="ltr">${e.totp_secret.match(/.{1,4}/g)?.join(` `)}</p>
      <p><a href=${e.totp_uri}>${`باز کردن در برنامهٔ کدساز`}</a></p>
      <p>${`گذرواژه‌ای با دست‌کم ۱۲ نویسه بسازید و کدی را که برنامه نشان می‌دهد بنویسید.`}</p>
      ${this.problem?this.trouble:w}
      <label>${ot}<input name="login" .value=${e.login} autocomplete="username" dir="ltr" readonly></label>
      <label>${st}<input name="password" type="password" autocomplete="new-password" dir="ltr" required
        minlength="12" maxlength="128"></label>
      ${Kr()}
      <button class="main">${`ساختن حساب`}</button>
    </form>`:this.trouble;var t}});